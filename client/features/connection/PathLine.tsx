import { Headset, Monitor, Server } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Health, HealthBadge } from '#client/ui/HealthBadge.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './PathLine.module.css';

export type PathEnd = {
  readonly name: ReactNode;
  readonly health: Health;
  /** What was measured on the way between it and the server. */
  readonly facts?: string;
};

/** The way that picture and sound take: terminal, server, expert, and how well each leg of it is. A worse leg is dashed, a bad one dotted. */
export function PathLine({ terminal, expert }: { readonly terminal: PathEnd; readonly expert: PathEnd }) {
  const { t } = useTexts('connection');
  return (
    <div className={styles['path']} role="group" aria-label={t('path.label')} data-testid="paths">
      <Node icon={<Monitor aria-hidden />} health={terminal.health}>
        {terminal.name}
      </Node>
      <Leg end={terminal} />
      <Node icon={<Server aria-hidden />} health="good">
        {t('path.server')}
      </Node>
      <Leg end={expert} />
      <Node icon={<Headset aria-hidden />} health={expert.health}>
        {expert.name}
      </Node>
    </div>
  );
}

const Node = ({ icon, health, children }: { readonly icon: ReactNode; readonly health: Health; readonly children: ReactNode }) => (
  <p className={styles['node']} data-state={health}>
    <span className={styles['sign']}>{icon}</span>
    <span>{children}</span>
  </p>
);

function Leg({ end: { health, facts } }: { readonly end: PathEnd }) {
  const { t } = useTexts('connection');
  return (
    <p className={styles['leg']} data-state={health} data-testid="leg">
      <HealthBadge health={health}>{t(`health.${health}`)}</HealthBadge>
      {facts !== undefined && <span>{facts}</span>}
    </p>
  );
}
