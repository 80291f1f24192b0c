import { FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import type { CallId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Chip } from '#client/ui/Card.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import styles from './FormDesk.module.css';

type Props = {
  readonly act: ActOf<'form:list' | 'form:open'>;
  readonly callId: CallId;
  /** The call's own stands first. */
  readonly language: Language;
};

/** The agency's forms for the service; the customer sees one as soon as it is opened. */
export default function FormChoice({ act, callId, language }: Props) {
  const { t, inLanguage } = useTexts('forms');
  const [forms, setForms] = useState<RequestReply<'form:list'>['forms'] | null>(null);
  useEffect(() => {
    let isWanted = true;
    void act('form:list', { callId }).then((reply) => {
      if (isWanted) setForms(reply?.forms ?? []);
    });
    return () => {
      isWanted = false;
    };
  }, [act, callId]);
  if (forms === null) return <Loading />;
  if (forms.length === 0) return <Blank icon={<FileText aria-hidden />}>{t('expert.none')}</Blank>;
  return (
    <div className={styles['desk']}>
      <p>{t('expert.choose')}</p>
      {forms.map(({ formId, titles, version, languages }) => (
        <section key={formId} className={styles['choice']} data-testid={`form-${formId}`}>
          <div className={styles['head']}>
            <h2>{inLanguage(titles)}</h2>
            <Chip>{t('expert.version', { version })}</Chip>
          </div>
          <div className={styles['acts']}>
            {languages
              .toSorted((one, other) => Number(other === language) - Number(one === language))
              .map((one, index) => (
                <Button
                  key={one}
                  kind={index === 0 ? 'primary' : 'secondary'}
                  onPress={() => void act('form:open', { callId, documentId: crypto.randomUUID(), formId, language: one })}
                >
                  {t('expert.open', { language: languageName(one) })}
                </Button>
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}
