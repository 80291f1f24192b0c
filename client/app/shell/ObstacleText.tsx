import type { Role } from '#shared/contract/define.ts';
import type { Obstacle } from '#client/app/api/http.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SignallingGate.module.css';

type Props = { readonly kind: Obstacle; readonly phone: string | null; readonly role: Role };

/** Why the service cannot be reached, what to do meanwhile, and what to ask of those who look after the network. */
export function ObstacleText({ kind, phone, role }: Props) {
  const { t } = useTexts('builtIn');
  return (
    <div className={styles['obstacle']} role="status" data-testid="obstacle" data-kind={kind}>
      <p>
        <strong>{t(`obstacle.${kind}`)}</strong> {t('obstacle.trying')}
      </p>
      {role === 'terminal' && <p>{phone === null ? t('obstacle.adviser') : t('obstacle.phone', { phone })}</p>}
      {kind === 'webSocket' && <p>{t('obstacle.forIt', { address: socketAddress() })}</p>}
      {kind === 'offline' && role !== 'terminal' && <p>{t('obstacle.checkNet')}</p>}
    </div>
  );
}

const socketAddress = (): string => {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/socket.io/`;
};
