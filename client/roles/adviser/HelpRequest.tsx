import type { AdviserTerminal } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { clockText } from '#client/ui/duration.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './HelpRequest.module.css';
import type { TerminalProps } from './props.ts';

type Props = TerminalProps & { readonly help: NonNullable<AdviserTerminal['help']> };

/** A call for help: since when, why, and the answer to it. */
export function HelpRequest({ roleClient, terminal: { terminalId }, catalogue, act, help }: Props) {
  const { t } = useTexts('adviser');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <div className={styles['help']} data-state="ring">
      <p className={styles['words']}>
        <strong role="alert">{help.answeredBy === null ? t('help.asked') : t('help.answered', { name: help.answeredBy })}</strong>{' '}
        <span className={styles['clock']} aria-hidden>
          {clockText(now - help.requestedAt)}
        </span>
        {help.reason !== null && (
          <span className={styles['reason']}>
            {t('help.sent', { agency: help.fromAgencyId === null ? '' : agencyShortName(help.fromAgencyId), reason: t(`help.reason.${help.reason}`) })}
          </span>
        )}
      </p>
      {help.answeredBy === null && <Button onPress={() => void act('help:answer', { terminalId })}>{t('help.answer')}</Button>}
      <Button kind={help.answeredBy === null ? 'quiet' : 'secondary'} onPress={() => void act('help:close', { terminalId })}>
        {t('help.close')}
      </Button>
    </div>
  );
}
