import { useState } from 'react';
import { Form } from 'react-aria-components';
import { type PriorityReason, priorities, priorityReasons } from '#shared/call/lifecycle.ts';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './PriorityDialog.module.css';
import type { DeskProps } from './props.ts';

type Props = Pick<DeskProps, 'act'> & { readonly entry: SupervisorView['entries'][number] };

const ids = priorities.map((priority) => String(priority));

/** Raises or lowers a call in the queue; why, is kept. */
export function PriorityDialog(props: Props) {
  const { t } = useTexts('supervisor');
  return (
    <ModalDialog title={t('priority.title')} trigger={<Button kind="quiet">{t('priority.title')}</Button>}>
      {(close) => <PriorityForm {...props} onClose={close} />}
    </ModalDialog>
  );
}

function PriorityForm({ act, entry, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTexts('supervisor');
  const [chosen, setChosen] = useState<string>(String(entry.priority));
  const [reason, setReason] = useState<PriorityReason | null>(null);
  const priority = priorities.find((one) => String(one) === chosen);
  const change = async (): Promise<void> => {
    if (priority !== undefined && reason !== null && (await act('queue:setPriority', { callId: entry.callId, priority, reason }))) onClose();
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <p>{t('priority.text')}</p>
      <Choice
        label={t('priority.level')}
        value={chosen}
        options={ids.map((id) => ({ id, text: t(`priority.levels.${id}`) }))}
        testId="priority"
        onChange={setChosen}
      />
      <Choice
        label={t('offers.why')}
        value={reason}
        options={priorityReasons.map((id) => ({ id, text: t(`priority.reason.${id}`) }))}
        placeholder={t('serviceChoice.choose')}
        testId="priorityReason"
        onChange={setReason}
      />
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" isDisabled={reason === null || priority === undefined || priority === entry.priority}>
          {t('priority.submit')}
        </Button>
      </DialogActions>
    </Form>
  );
}
