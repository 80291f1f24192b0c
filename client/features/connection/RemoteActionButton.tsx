import { BellRing, FlaskConical, type LucideIcon, Mic, RefreshCw, RotateCw, Route, Stethoscope, Video, Volume2 } from 'lucide-react';
import type { RemoteActionName } from '#shared/connection/findings.ts';
import type { RemoteActionRun } from '#shared/contract/connection.ts';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';

/** The remote action that was run last, and how it goes. */
export type NewestRun = Pick<RemoteActionRun, 'remoteAction' | 'outcome'>;

type Props = {
  readonly remoteAction: RemoteAction;
  readonly text: string;
  readonly kind?: 'primary' | 'secondary';
  readonly size?: 'normal' | 'large';
  readonly newest?: NewestRun | undefined;
  readonly onPull: (remoteAction: RemoteAction) => void;
};

const icons: Readonly<Record<RemoteActionName, LucideIcon>> = {
  chooseDevice: Mic,
  setVolume: Volume2,
  unmute: Mic,
  restartMedia: RotateCw,
  restartIce: Route,
  setPath: Route,
  setQuality: Video,
  testDevices: FlaskConical,
  selfTest: Stethoscope,
  reload: RefreshCw,
  attention: BellRing,
};

/** Runs a remote action by one press. While it runs, and as long as it was the last, the button says how it goes. */
export function RemoteActionButton({ remoteAction, text, kind = 'secondary', size = 'normal', newest, onPull }: Props) {
  const { t } = useTexts('connection');
  const isNewest = newest !== undefined && JSON.stringify(newest.remoteAction) === JSON.stringify(remoteAction);
  const Icon = icons[remoteAction.remoteAction];
  return (
    <Button
      kind={kind}
      size={size}
      {...(kind === 'primary' ? { icon: <Icon aria-hidden /> } : {})}
      {...(isNewest ? { sub: t(`outcome.${newest.outcome}`), 'data-outcome': newest.outcome } : {})}
      onPress={() => onPull(remoteAction)}
    >
      {text}
    </Button>
  );
}
