import { CircleCheck, CircleDashed, Coffee, Headset, type LucideIcon, PenLine, PhoneMissed, PhoneIncoming, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { type BreakCode, type ExpertStatus, breakCodes } from '#shared/expert/status.ts';
import { Choice } from '#client/ui/Choice.tsx';
import { clockText } from '#client/ui/duration.ts';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import type { DeskProps } from './props.ts';
import styles from './StatusPicker.module.css';

type StatusChoice = 'available' | 'away' | `break.${BreakCode}`;
const statusChoices: readonly StatusChoice[] = ['available', ...breakCodes.map((code) => `break.${code}` as const), 'away'];

const looks: Readonly<Record<ExpertStatus['status'], readonly [state: StateKind, icon: LucideIcon]>> = {
  available: ['good', CircleCheck],
  offered: ['ring', PhoneIncoming],
  inCall: ['live', Headset],
  wrapUp: ['wait', PenLine],
  break: ['off', Coffee],
  away: ['off', CircleDashed],
  missed: ['bad', PhoneMissed],
  offline: ['off', WifiOff],
};

type Props = Pick<DeskProps, 'roleClient' | 'view' | 'act'> & { readonly onAvailable: () => void };

/** How the expert stands and since when; pressed, what they may choose to be. */
export function StatusPicker({ roleClient, view, act, onAvailable }: Props) {
  const { t } = useTexts('expert');
  const now = useNow(roleClient);
  const { status, chosen, statusSince } = view;
  const statusText = status.status === 'break' ? t(`status.break.${status.breakCode}`) : t(`status.${status.status}`);
  const value = statusChoices.find((choice) => choice === (chosen.status === 'break' ? `break.${chosen.breakCode}` : chosen.status)) ?? null;
  const choose = (choice: StatusChoice): void => {
    const breakCode = breakCodes.find((code) => choice === `break.${code}`);
    if (choice === 'available') onAvailable();
    else void act('status:choose', breakCode === undefined ? { status: 'away' } : { status: 'break', breakCode });
  };
  const [state, Icon] = looks[status.status];
  return (
    <div className={styles['picker']} data-status={status.status} data-state={state}>
      <span role="status" className="visually-hidden">
        {statusText}
      </span>
      <Choice
        label={t('status.choose')}
        value={value}
        look="pill"
        testId="statusChoice"
        shown={
          <>
            <Icon aria-hidden />
            <span>{statusText}</span>
            <span className={styles['time']} data-time={clockText(now - statusSince)} aria-hidden />
          </>
        }
        options={statusChoices.map((id) => ({ id, text: t(`status.${id}`), ...lookOf(id) }))}
        onChange={choose}
      />
    </div>
  );
}

function lookOf(id: StatusChoice): { readonly state: StateKind; readonly icon: ReactNode } {
  const [state, Icon] = looks[id === 'available' || id === 'away' ? id : 'break'];
  return { state, icon: <Icon aria-hidden /> };
}
