import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import type { Language } from '#shared/language.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { FormPreview } from '#client/features/forms/lazyForms.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';

type ListedForm = RequestReply<'form:catalogue'>['forms'][number];
type Shown = { readonly key: string; readonly title: string; readonly preview: RequestReply<'form:preview'> };

const columns = ['form', 'agency', 'services', 'version', 'valid', 'state', 'preview'] as const;

/** The agencies' forms, also those that cannot be filled, and each as it is printed (F77). */
export function FormsSection({ act, catalogue }: DeskProps) {
  const { t, inLanguage } = useTexts('forms');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const [forms, setForms] = useState<readonly ListedForm[]>([]);
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    void act('form:catalogue', {}).then((reply) => reply !== null && setForms(reply.forms));
  }, [act]);
  const look = async ({ formId, titles }: ListedForm, language: Language): Promise<void> => {
    const preview = await act('form:preview', { formId, language });
    if (preview !== null) setShown({ key: `${formId} ${language}`, title: `${inLanguage(titles)}, ${languageName(language)}`, preview });
  };
  return (
    <>
      <Panel title={t('admin.title')} data-testid="forms">
        <p>{t('admin.lead')}</p>
        <DataTable
          caption={t('admin.title')}
          columns={columns.map((id) => ({ id, title: t(`admin.column.${id}`) }))}
          empty={t('admin.none')}
          rows={forms.map((form) => ({
            id: form.formId,
            testId: `listed-${form.formId}`,
            cells: [
              inLanguage(form.titles),
              agencyShortName(form.agencyId),
              form.serviceIds.map(serviceName).join(', '),
              form.version,
              `${form.validFrom} – ${form.validUntil ?? ''}`,
              form.fault === null ? t('admin.fillable') : t(`admin.fault.${form.fault}`),
              form.fault === null ? <Languages key="languages" form={form} onLook={(language) => void look(form, language)} /> : '',
            ],
          }))}
        />
      </Panel>
      {shown !== null && (
        <Panel title={shown.title} data-testid="formPreview">
          <FormPreview key={shown.key} {...shown.preview} />
        </Panel>
      )}
    </>
  );
}

const Languages = ({ form, onLook }: { readonly form: ListedForm; readonly onLook: (language: Language) => void }) =>
  form.languages.map((language) => (
    <Button key={language} kind="quiet" icon={<Eye aria-hidden />} onPress={() => onLook(language)}>
      {languageName(language)}
    </Button>
  ));
