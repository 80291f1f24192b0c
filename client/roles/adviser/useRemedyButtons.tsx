import { byRank } from '#shared/connection/findings.ts';
import type { Alert } from '#shared/contract/connection.ts';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import { Remedy } from '#client/features/connection/Remedy.tsx';
import { remoteActionsAgainst } from '#client/features/connection/suggestions.ts';
import type { TerminalProps } from './props.ts';

/** The remedy buttons for the findings of the terminal's own connection. Only the worst finding has a primary button. */
export function useRemedyButtons({ terminal, act }: Pick<TerminalProps, 'terminal' | 'act'>) {
  const { terminalId, alerts, deviceChoices, settings, state, remoteActionRuns } = terminal;
  const onPull = (remoteAction: RemoteAction): void => void act('remoteAction:run', { remoteActionId: crypto.randomUUID(), terminalId, remoteAction });
  // Nothing can be done at a terminal that is not there.
  const standing = state === 'offline' ? [] : byRank(alerts.filter(({ leg, endedAt }) => leg === 'terminal' && endedAt === null));
  const byCause = remoteActionsAgainst(
    standing.map(({ code }) => code),
    { devices: deviceChoices, settings },
  );
  const [worst] = byCause.keys();
  const newest = remoteActionRuns[0];
  const remedyOf = ({ code, leg, endedAt }: Alert, isLarge = false) => {
    const remoteActions = leg === 'terminal' && endedAt === null ? byCause.get(code) : undefined;
    if (remoteActions === undefined) return undefined;
    return (
      <Remedy
        remoteActions={remoteActions}
        devices={deviceChoices}
        kind={code === worst ? 'primary' : 'secondary'}
        size={isLarge && code === worst ? 'large' : 'normal'}
        newest={newest}
        onPull={onPull}
      />
    );
  };
  return { remedyOf, onPull, newest, offered: [...byCause.values()].map(([first]) => first) };
}
