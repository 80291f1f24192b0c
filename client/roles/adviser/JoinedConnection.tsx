import { LogOut } from 'lucide-react';
import { byRank } from '#shared/connection/findings.ts';
import type { AdviserView } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { SideChat } from '#client/features/chat/SideChat.tsx';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps, TerminalProps } from './props.ts';
import { useRemedyButtons } from './useRemedyButtons.tsx';
import { ConnectionDialog } from './ConnectionDialog.tsx';

type Props = DeskProps & { readonly joined: NonNullable<AdviserView['joined']> };

/** An adviser who joined for the connection alone: active findings, remote actions and the chat, without video and audio (F50). */
export function JoinedConnection(props: Props) {
  const { roleClient, view, act, joined } = props;
  const { t, inLanguage } = useTexts('adviser');
  const { callId } = joined;
  const terminal = view.terminals.find(({ terminalId }) => terminalId === joined.terminalId);
  // Nobody of another point is in the terminal's room.
  const ways = terminal?.elsewhere == null ? (['muted', 'open'] as const) : (['open'] as const);
  const title = t('joined.connectionTitle', { terminal: terminal ? inLanguage(terminal.names) : '' });
  const acts = (
    <>
      {terminal !== undefined && <ConnectionDialog {...props} terminal={terminal} />}
      {ways.map((microphone) => (
        <Button
          key={microphone}
          kind="secondary"
          isDisabled={joined.requestedMode === microphone}
          onPress={() => void act('call:join', { callId, microphone })}
        >
          {t(`join.${microphone}`)}
        </Button>
      ))}
      <Button kind="danger" icon={<LogOut aria-hidden />} onPress={() => void act('call:leaveAsThirdParty', { callId })}>
        {t('joined.leave')}
      </Button>
    </>
  );
  return (
    <Panel title={title} label={title} foot={acts} data-testid="joined" data-microphone={joined.microphone}>
      <Notice>{t(joined.requestedMode === null ? 'joined.connectionText' : 'joined.asking')}</Notice>
      {terminal !== undefined && <Findings {...props} terminal={terminal} />}
      <SideChat roleClient={roleClient} act={act} callId={callId} ownName={view.adviser.displayName} />
    </Panel>
  );
}

/** What stands at the terminal and in its call, with what mends it. */
function Findings(props: TerminalProps) {
  const { remedyOf } = useRemedyButtons(props);
  return <FindingList findings={byRank(props.terminal.alerts.filter(({ endedAt }) => endedAt === null))} remedyOf={remedyOf} />;
}
