import { Download, Eye, ListChecks, X } from 'lucide-react';
import type { Attention, FormField } from '#shared/forms/contract.ts';
import type { OpenForm } from '#shared/forms/openForm.ts';
import { obstaclesOf } from '#shared/forms/answers.rules.ts';
import { fromBase64 } from '#shared/forms/valueHash.ts';
import type { CallId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import { Chip } from '#client/ui/Card.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { saveFile } from './saveFile.ts';
import { FieldRow } from './FieldRow.tsx';
import styles from './FormDesk.module.css';
import { progressOf } from './fieldState.ts';
import { type OpenedForm, useOpenForm } from './useOpenForm.ts';

type Props = {
  readonly roleClient: RoleClient<'expert'>;
  readonly act: ActOf<'form:close' | 'form:result'>;
  readonly callId: CallId;
  readonly form: OpenForm;
};

/** What the expert does with the form: point, explain, ask, and hand it on when the customer has confirmed it. */
export default function FormDesk({ roleClient, act, callId, form }: Props) {
  const { t, inLanguage } = useTexts('forms');
  const opened = useOpenForm(roleClient, callId, form);
  if (opened === null) return <Loading />;
  const { client, view, paper } = opened;
  const { documentId } = form;
  const { page, zoom } = view.state;
  const pageOf = (fieldId: string): number => paper.widgets.find((widget) => widget.fieldId === fieldId)?.page ?? page;
  const showField = async (field: FormField, purpose: Extract<Attention, { kind: 'field' }>['purpose']): Promise<void> => {
    const where = pageOf(field.fieldId);
    if (where !== page) await client.turn(where, zoom);
    await client.show({ kind: 'field', fieldId: field.fieldId, purpose });
  };
  const askAll = async (): Promise<void> => {
    // The customer may have put it off: the question comes again only after it was gone.
    if (view.state.attention?.kind === 'all') await client.show(null);
    await client.show({ kind: 'all' });
  };
  const { done, all, open } = progressOf(view);
  return (
    <div className={styles['desk']} data-testid="formDesk">
      <div className={styles['head']}>
        <h2>{inLanguage(form.titles)}</h2>
        <Chip>{t('expert.version', { version: form.version })}</Chip>
      </div>
      <p className={styles['seen']}>
        <Eye aria-hidden /> {t('expert.customerSees', { page })}
      </p>
      <ul className={styles['fields']} aria-label={t('expert.fields')}>
        {view.fields
          .filter(({ fieldId }) => pageOf(fieldId) === page)
          .map((field) => (
            <FieldRow
              key={field.fieldId}
              field={field}
              view={view}
              onShow={(purpose) => void showField(field, purpose)}
              onStop={() => void client.show(null)}
            />
          ))}
      </ul>
      <div className={styles['foot']}>
        <p>{t('confirmedCount', { done, all })}</p>
        <div className={styles['acts']}>
          <Button kind="secondary" icon={<ListChecks aria-hidden />} isDisabled={open.length === 0} onPress={() => void askAll()}>
            {t('expert.askAll')}
          </Button>
          <DownloadButton act={act} callId={callId} documentId={documentId} view={view} />
          <ConfirmDialog
            trigger={
              <Button kind="quiet" icon={<X aria-hidden />}>
                {t('expert.close')}
              </Button>
            }
            title={t('expert.closeTitle')}
            text={t('expert.closeText')}
            confirm={t('expert.close')}
            cancel={t('expert.keep')}
            onConfirm={() => void act('form:close', { callId, documentId })}
          />
        </div>
      </div>
    </div>
  );
}

function DownloadButton({ act, callId, documentId, view }: Pick<Props, 'act' | 'callId'> & { readonly documentId: string; readonly view: OpenedForm['view'] }) {
  const { t } = useTexts('forms');
  const obstacles = obstaclesOf(view.fields, view.answers, view.state);
  const download = async (): Promise<void> => {
    const result = await act('form:result', { callId, documentId });
    if (result !== null) saveFile(result.fileName, fromBase64(result.pdf));
  };
  return (
    <Button
      icon={<Download aria-hidden />}
      notReady={obstacles.length === 0 ? null : t('expert.notReady', { count: obstacles.length })}
      onPress={() => void download()}
    >
      {t('expert.download')}
    </Button>
  );
}
