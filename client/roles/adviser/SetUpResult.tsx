import { ListPlus, LogIn } from 'lucide-react';
import type { ChosenService } from '#client/features/catalogue/ServiceChoice.tsx';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import type { Language } from '#shared/language.ts';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { AgencyNow } from './AgencyNow.tsx';
import type { TerminalProps } from './props.ts';
import styles from './SetUpResult.module.css';

type Props = Pick<TerminalProps, 'terminal' | 'view' | 'catalogue'> & { readonly chosen: ChosenService; readonly language: Language };

/** What comes of the choices, before they are sent. */
export function SetUpResult({ terminal, view, catalogue, chosen: { agencyId, serviceId }, language }: Props) {
  const { t, inLanguage } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const now = view.agencies.find((one) => one.agencyId === agencyId);
  const submit = (
    <Button type="submit" size="large" icon={<LogIn aria-hidden className="turning" />} notReady={serviceId === null ? t('setUp.notReady') : null}>
      {t('setUp.submit')}
    </Button>
  );
  return (
    <Panel title={t('setUp.result')} foot={submit}>
      {agencyId === null || serviceId === null ? (
        <Blank icon={<ListPlus aria-hidden />}>{t('setUp.resultBlank')}</Blank>
      ) : (
        <>
          <p>
            <strong>{serviceName(serviceId)}</strong>
            <span className={styles['place']}>
              {agencyShortName(agencyId)} · {languageName(language)} · {inLanguage(terminal.names)}
            </span>
          </p>
          {now !== undefined && (
            <p>
              <AgencyNow agency={now} />
            </p>
          )}
          {now?.expertsOnDuty === 0 && <Notice kind="warning">{t('setUp.nobodyOnDuty')}</Notice>}
        </>
      )}
    </Panel>
  );
}
