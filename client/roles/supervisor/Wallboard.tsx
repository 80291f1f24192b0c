import { Coffee, DoorClosed, Hourglass, type LucideIcon, PenLine, PhoneIncoming, Timer, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Wall, type WallState, wallStates } from '#shared/contract/wall.ts';
import { clockText } from '#client/ui/duration.ts';
import { Mark } from '#client/ui/Mark.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { State } from '#client/ui/State.tsx';
import { StateIcon } from '#client/ui/StateIcon.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { longestQueue, totalOf } from './sums.ts';
import styles from './Wallboard.module.css';
import { useTarget } from './useTarget.ts';
import { WallQueues } from './WallQueues.tsx';

type Props = { readonly wall: Wall; readonly now: number; readonly isLost: boolean };

const looks: Readonly<Record<WallState, { readonly kind: StateKind; readonly Icon?: LucideIcon }>> = {
  available: { kind: 'good' },
  offered: { kind: 'ring' },
  inCall: { kind: 'live' },
  wrapUp: { kind: 'wait', Icon: PenLine },
  away: { kind: 'off', Icon: Coffee },
};

/** The agency's figures for a screen that everybody in the room reads from afar: nothing to press, and nobody's name. */
export function Wallboard({ wall, now, isLost }: Props) {
  const { t, language, inLanguage } = useTexts('supervisor');
  const { closure } = wall;
  return (
    <main className={styles['wall']} data-testid="wall" data-lost={isLost}>
      <header className={styles['head']}>
        <Mark />
        <h1>{inLanguage(wall.names)}</h1>
        {closure !== null && (
          <State kind="off" icon={<DoorClosed aria-hidden />}>
            {closure.until === null ? t('queues.closed') : t('queues.closedUntil', { time: clockTime(closure.until, language, false) })}
          </State>
        )}
        <span className={styles['clock']}>{clockTime(now, language, false)}</span>
      </header>
      {isLost && (
        <Notice kind="bad" icon={<WifiOff aria-hidden />}>
          {t('wall.lost', { time: clockTime(now, language, false) })}
        </Notice>
      )}
      <div className={styles['body']}>
        <Figures wall={wall} now={now} />
        <WallQueues queues={wall.queues} now={now} />
      </div>
      <ul className={styles['foot']} aria-label={t('experts.title')}>
        {wallStates.map((state) => {
          const { kind, Icon } = looks[state];
          return (
            <li key={state} data-state={kind} data-testid={`wall-${state}`}>
              {Icon === undefined ? <StateIcon kind={kind} /> : <Icon aria-hidden />}
              <b>{wall.experts[state]}</b>
              <span>{t(`experts.states.${state}`)}</span>
            </li>
          );
        })}
      </ul>
    </main>
  );
}

function Figures({ wall, now }: Pick<Props, 'wall' | 'now'>) {
  const { t, inLanguage } = useTexts('supervisor');
  const waiting = totalOf(wall.queues, ({ waiting: here }) => here);
  const longest = longestQueue(wall.queues);
  const target = useTarget();
  const against = longest === null ? null : target(now - longest.longestSince);
  const isAlone = waiting > 0 && totalOf(wallStates, (state) => wall.experts[state]) === 0;
  return (
    <div className={styles['figures']}>
      <Figure testId="wall-waiting" icon={<Hourglass aria-hidden />} name={t('tiles.waiting')} isFirst isBad={isAlone} more={isAlone ? t('tiles.alone') : null}>
        {waiting}
      </Figure>
      <Figure
        testId="wall-longest"
        icon={<Timer aria-hidden />}
        name={t('queues.longest')}
        isBad={against?.kind === 'bad'}
        more={longest === null || against === null ? t('tiles.nobodyWaits') : `${inLanguage(longest.names)}: ${against.sentence}`}
      >
        {longest === null ? '–' : clockText(now - longest.longestSince)}
      </Figure>
      <Figure testId="wall-answered" icon={<PhoneIncoming aria-hidden />} name={t('tiles.answered')} more={t('tiles.missed', { count: wall.missed })}>
        {wall.answered}
      </Figure>
    </div>
  );
}

type FigureProps = {
  readonly testId: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly more: string | null;
  readonly isFirst?: boolean;
  readonly isBad?: boolean;
  readonly children: ReactNode;
};

const Figure = ({ testId, icon, name, more, isFirst = false, isBad = false, children }: FigureProps) => (
  <div className={styles['figure']} data-first={isFirst} data-testid={testId} {...(isBad ? { 'data-state': 'bad' } : {})}>
    <p className={styles['name']}>
      {icon}
      {name}
    </p>
    <p className={styles['number']}>{children}</p>
    {more !== null && <p className={styles['more']}>{more}</p>}
  </div>
);
