import { DoorClosed } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { ServiceId } from '#shared/ids.ts';
import { after } from '#shared/instant.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './QueueClosure.module.css';
import type { DeskProps } from './props.ts';

const lengths = ['open', 'halfHour', 'hour', 'day'] as const;
type Length = (typeof lengths)[number];

type DoorProps = DeskProps & { readonly serviceId: ServiceId | null; readonly name: string; readonly closure: SupervisorView['closure'] };

/** Closes the agency or one of its queues for as long as is chosen, and opens it again. */
export function QueueClosure(props: DoorProps) {
  const { view, act, serviceId, name, closure } = props;
  const { t, language } = useTexts('supervisor');
  const isWhole = serviceId === null;
  if (closure !== null) {
    const isToday = closure.until !== null && closure.until < view.dayEndsAt;
    return (
      <span className={styles['door']}>
        <State kind="off" look="plain" icon={<DoorClosed aria-hidden />}>
          {closure.until === null ? t('queues.closed') : t('queues.closedUntil', { time: clockTime(closure.until, language, !isToday) })}
        </State>
        <Button kind="secondary" aria-label={t('queues.open', { name })} onPress={() => void act('queue:reopen', { serviceId })}>
          {isWhole ? t('queues.open', { name }) : t('queues.openShort')}
        </Button>
      </span>
    );
  }
  const trigger = (
    <Button kind="quiet" aria-label={t('queues.close', { name })} {...(isWhole ? { icon: <DoorClosed aria-hidden /> } : {})}>
      {isWhole ? t('queues.close', { name }) : t('queues.closeShort')}
    </Button>
  );
  return (
    <ModalDialog title={t('queues.closeTitle', { name })} trigger={trigger} isDismissable isAlert>
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
