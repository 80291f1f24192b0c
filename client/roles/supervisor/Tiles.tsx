import { Headset, Hourglass, PhoneIncoming, Timer, UserCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { clockText } from '#client/ui/duration.ts';
import { StatTile } from '#client/ui/StatTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './Tiles.module.css';
import type { DeskProps } from './props.ts';
import { longestQueue, totalOf } from './sums.ts';
import { useTarget } from './useTarget.ts';

/** The agency now, in five figures. */
export function Tiles({ roleClient, view, catalogue }: DeskProps) {
  const { t } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const waiting = totalOf(view.queues, ({ waiting: here }) => here);
  const longest = longestQueue(view.queues);
  return (
    <section className={styles['tiles']} aria-label={t('tiles.label')}>
      <StatTile
        name={<Name icon={<Hourglass aria-hidden />}>{t('tiles.waiting')}</Name>}
        figure={waiting}
        more={t('tiles.booked', { count: totalOf(view.queues, ({ booked }) => booked) })}
      />
      <LongestTile longest={longest} now={now} name={longest === null ? null : serviceName(longest.serviceId)} />
      <ExpertTiles experts={view.experts} waiting={waiting} />
      <StatTile
        name={<Name icon={<Headset aria-hidden />}>{t('tiles.inCall')}</Name>}
        figure={view.calls.length}
        more={t('tiles.onHold', { count: view.calls.filter(({ heldAt }) => heldAt !== null).length })}
      />
      <StatTile
        name={<Name icon={<PhoneIncoming aria-hidden />}>{t('tiles.answered')}</Name>}
        figure={totalOf(view.experts, ({ answered }) => answered)}
        more={t('tiles.missed', { count: totalOf(view.experts, ({ missed }) => missed) })}
      />
    </section>
  );
}

type LongestProps = { readonly longest: { readonly longestSince: number } | null; readonly now: number; readonly name: string | null };

function LongestTile({ longest, now, name }: LongestProps) {
  const { t } = useTexts('supervisor');
  const against = useTarget();
  const title = <Name icon={<Timer aria-hidden />}>{t('queues.longest')}</Name>;
  if (longest === null) return <StatTile name={title} figure="–" more={t('tiles.nobodyWaits')} />;
  const waitedMs = now - longest.longestSince;
  const { kind, sentence } = against(waitedMs);
  return <StatTile name={title} figure={clockText(waitedMs)} more={`${name}: ${sentence}`} state={kind} />;
}

type Experts = SupervisorView['experts'];

function ExpertTiles({ experts, waiting }: { readonly experts: Experts; readonly waiting: number }) {
  const { t } = useTexts('supervisor');
  const onDuty = experts.filter(({ status }) => status.status !== 'offline');
  const countOf = (wanted: Experts[number]['status']['status']) => onDuty.filter(({ status }) => status.status === wanted).length;
  const isAlone = waiting > 0 && onDuty.length === 0;
  return (
    <StatTile
      name={<Name icon={<UserCheck aria-hidden />}>{t('tiles.free')}</Name>}
      figure={countOf('available')}
      unit={`/ ${onDuty.length}`}
      more={isAlone ? t('tiles.alone') : t('tiles.ringing', { ringing: countOf('offered'), wrapUp: countOf('wrapUp') })}
      {...(isAlone ? { state: 'bad' as const } : {})}
    />
  );
}

const Name = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <span className={styles['name']}>
    {icon}
    {children}
  </span>
);
