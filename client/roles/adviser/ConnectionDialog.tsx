import { Activity, EarOff } from 'lucide-react';
import { Button } from '#client/ui/Button.tsx';
import { clockText } from '#client/ui/duration.ts';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './ConnectionDialog.module.css';
import { ConnectionView } from './ConnectionView.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import type { TerminalProps } from './props.ts';
import { canJoin, stateKinds } from './terminals.ts';

/** Everything about the connection at one terminal, in the page's place. */
export function ConnectionDialog(props: TerminalProps) {
  const { terminal, view } = props;
  const { t, inLanguage } = useTexts('connection');
  const { t: tAdviser } = useTexts('adviser');
  const isQuiet = terminal.call === null && terminal.alerts.length === 0;
  return (
    <ModalDialog
      title={t('title', { terminal: inLanguage(terminal.names) })}
      trigger={
        <Button kind={isQuiet ? 'quiet' : 'secondary'} icon={<Activity aria-hidden />} data-testid="openConnection">
          {t('open')}
        </Button>
      }
      isDismissable
      page={{ back: tAdviser('terminals'), status: <Standing {...props} />, ...(canJoin(terminal, view) ? { tools: <Joining {...props} /> } : {}) }}
      data-testid="connectionDialog"
    >
      <ConnectionView {...props} />
    </ModalDialog>
  );
}

/** Who talks there, and for how long. */
function Standing({ roleClient, terminal: { state, call } }: TerminalProps) {
  const { t } = useTexts('adviser');
  const now = useNow(roleClient);
  const isWith = call !== null && call.expertName !== null;
  return (
    <State kind={stateKinds[state]}>
      {isWith
        ? t(call.state === 'onHold' ? 'withOnHold' : 'with', { name: call.expertName, time: clockText(now - (call.acceptedAt ?? now)) })
        : t(`state.${state}`)}
    </State>
  );
}

function Joining(props: TerminalProps) {
  const { t } = useTexts('adviser');
  const { call, elsewhere } = props.terminal;
  if (call === null) return null;
  return (
    <>
      <span className={styles['deaf']}>
        <EarOff aria-hidden /> {t('join.deaf')}
      </span>
      <JoinDialog {...props} callId={call.callId} isElsewhere={elsewhere !== null} />
    </>
  );
}
