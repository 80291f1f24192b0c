import { Coffee, PhoneMissed, PenLine, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Avatar } from '#client/ui/Avatar.tsx';
import { Chip, Panel } from '#client/ui/Card.tsx';
import { clockText } from '#client/ui/duration.ts';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './ExpertList.module.css';
import type { DeskProps } from './props.ts';

type Expert = SupervisorView['experts'][number];
type Status = Expert['status']['status'];

const looks: Readonly<Record<Status, { readonly kind: StateKind; readonly icon?: ReactNode }>> = {
  available: { kind: 'good' },
  offered: { kind: 'ring' },
  inCall: { kind: 'live' },
  wrapUp: { kind: 'wait', icon: <PenLine aria-hidden /> },
  missed: { kind: 'bad', icon: <PhoneMissed aria-hidden /> },
  break: { kind: 'off', icon: <Coffee aria-hidden /> },
  away: { kind: 'off' },
  offline: { kind: 'off', icon: <UserX aria-hidden /> },
};

/** The agency's experts and how they stand, those who are at work first. */
export function ExpertList({ roleClient, view, catalogue }: DeskProps) {
  const { t } = useTexts('supervisor');
  const now = useNow(roleClient);
  const isOff = ({ status }: Expert) => status.status === 'offline';
  const onDuty = view.experts.filter((expert) => !isOff(expert));
  const free = onDuty.filter(({ status }) => status.status === 'available').length;
  return (
    <Panel
      title={t('experts.title')}
      label={t('experts.title')}
      isFlush
      tools={<span className={styles['note']}>{t('experts.onDuty', { count: onDuty.length, free })}</span>}
    >
      <ul>
        {[...onDuty, ...view.experts.filter(isOff)].map((expert) => (
          <Person key={expert.id} expert={expert} catalogue={catalogue} now={now} />
        ))}
      </ul>
    </Panel>
  );
}

function Person({ expert, catalogue, now }: Pick<DeskProps, 'catalogue'> & { readonly expert: Expert; readonly now: number }) {
  const { t } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  const { status } = expert;
  const { kind, icon } = looks[status.status];
  return (
    <li className={styles['person']} data-testid={`expert-${expert.id}`} data-status={status.status}>
      <Avatar name={expert.displayName} />
      <div className={styles['words']}>
        <b>{expert.displayName}</b>
        <State kind={kind} look="plain" icon={icon}>
          {t(status.status === 'break' ? `experts.states.break.${status.breakCode}` : `experts.states.${status.status}`)}
        </State>
        <span className={styles['note']}>
          {t('experts.today')}: {t('experts.counts', { answered: expert.answered, missed: expert.missed })}
          {expert.heldMs > 0 && ` · ${t('experts.held', { time: clockText(expert.heldMs) })}`}
        </span>
        <span className={styles['note']}>
          {t('experts.profile')}: {expert.services.map(({ serviceId, level }) => `${level}. ${serviceName(serviceId)}`).join(', ')}
        </span>
        <span className={styles['chips']} role="group" aria-label={t('experts.languages')}>
          {expert.languages.map((language) => (
            <Chip key={language}>{languageName(language)}</Chip>
          ))}
        </span>
      </div>
      {status.status !== 'offline' && <span className={styles['since']}>{clockText(now - expert.since)}</span>}
    </li>
  );
}
