import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { ServiceId } from '#shared/ids.ts';
import { after } from '#shared/instant.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

const lengths = ['open', 'halfHour', 'hour', 'day'] as const;
type Length = (typeof lengths)[number];

type DoorProps = DeskProps & { readonly serviceId: ServiceId | null; readonly name: string; readonly closure: SupervisorView['closure'] };

/** Closes the agency or one of its queues for as long as is chosen, and opens it again. */
export function QueueClosure(props: DoorProps) {
  const { view, act, serviceId, name, closure } = props;
  const { t, language } = useTexts('supervisor');
  if (closure !== null) {
    const isToday = closure.until !== null && closure.until < view.dayEndsAt;
    return (
      <span className={styles['door']}>
        <strong>{closure.until === null ? t('queues.closed') : t('queues.closedUntil', { time: clockTime(closure.until, language, !isToday) })}</strong>
        <Button kind="secondary" onPress={() => void act('queue:reopen', { serviceId })}>
          {t('queues.open', { name })}
        </Button>
      </span>
    );
  }
  return (
    <ModalDialog title={t('queues.closeTitle', { name })} trigger={<Button kind="quiet">{t('queues.close', { name })}</Button>} isDismissable isAlert>
      {(close) => <CloseForm {...props} onClose={close} />}
    </ModalDialog>
  );
}

function CloseForm({ roleClient, view, act, serviceId, onClose }: DoorProps & { readonly onClose: () => void }) {
  const { t } = useTexts('supervisor');
  const [length, setLength] = useState<Length>('open');
  const now = useNow(roleClient);
  const until = { open: null, halfHour: after(now, 1_800_000), hour: after(now, 3_600_000), day: view.dayEndsAt }[length];
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        void act('queue:close', { serviceId, until });
      }}
    >
      <p>{t('queues.closeText')}</p>
      <Choice
        label={t('queues.howLong')}
        value={length}
        options={lengths.map((id) => ({ id, text: t(`queues.closeFor.${id}`) }))}
        testId="closeFor"
        onChange={setLength}
      />
      <DialogActions>
        <Button kind="secondary" onPress={onClose} autoFocus>
          {t('cancel')}
        </Button>
        <Button type="submit" kind="danger">
          {t('queues.closeNow')}
        </Button>
      </DialogActions>
    </Form>
  );
}
