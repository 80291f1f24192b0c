import { type ReactElement, useState } from 'react';
import type { LooseContent } from '#shared/administration/records.ts';
import type { Agency } from '#shared/contract/catalogue.ts';
import { shippedLanguages, staffLanguages, textIn } from '#shared/language.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { AgencyIcon } from '#client/features/catalogue/AgencyIcon.tsx';
import { Card } from '#client/ui/Card.tsx';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { textsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import styles from '#client/roles/administrator/catalogue/Catalogue.module.css';

type Props = {
  readonly content: LooseContent;
  readonly agency: Agency | undefined;
  readonly trigger: ReactElement<{ readonly onPress?: () => void }>;
};

/** The service as it stands at a terminal, in each of the customers' languages; a text that is missing falls back as it does there. */
export function CustomerPreview({ content, agency, trigger }: Props) {
  const { t } = useTexts('catalogue');
  const [language, setLanguage] = useState<string>(staffLanguages[0]);
  const shown = (name: string) => {
    const texts = textsOf(content, name);
    return Object.keys(texts).length === 0 ? null : textIn(texts, [language]);
  };
  const lines = (['names', 'description', 'prepare'] as const).map((name) => ({ name, found: shown(name) }));
  return (
    <ModalDialog title={t('services.asCustomer')} trigger={trigger} isDismissable isWide data-testid="customerPreview">
      <Segments
        label={t('texts.languages')}
        value={language}
        options={shippedLanguages.map((id) => ({ id: id as string, text: languageName(id) }))}
        onChange={setLanguage}
      />
      <Card>
        <div className={styles['preview']}>
          {agency !== undefined && <AgencyIcon agency={agency} />}
          {lines.map(({ name, found }) =>
            found === null ? null : (
              <p key={name} lang={found.language} data-part={name}>
                {found.text}
                {found.language !== language && <small>{t('services.inOther', { language: languageName(found.language) })}</small>}
              </p>
            ),
          )}
        </div>
      </Card>
    </ModalDialog>
  );
}
