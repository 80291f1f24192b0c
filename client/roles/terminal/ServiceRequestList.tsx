import { CircleCheck, CircleDashed, CircleMinus, Clock, type LucideIcon, MessageCircle, Pause } from 'lucide-react';
import type { VisitServiceRequest } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { AddServiceRequestDialog } from './AddServiceRequestDialog.tsx';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

const icons: Record<VisitServiceRequest['state'], LucideIcon> = {
  planned: CircleDashed,
  waiting: Clock,
  ringing: Clock,
  parked: Pause,
  talking: MessageCircle,
  done: CircleCheck,
  left: CircleMinus,
  closed: CircleMinus,
};

/** Everything that the customer came for, and how each matter stands; what is planned can be queued for already now. */
export function ServiceRequestList({ roleClient, view, catalogue, isCompact = false }: TerminalProps & { readonly isCompact?: boolean }) {
  const { t } = useTexts('terminal');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const { act, notice } = useNotedRequest(roleClient);
  return (
    <section className={styles['serviceRequests']} aria-labelledby="serviceRequests-title" data-compact={isCompact} data-testid="serviceRequests">
      <h2 id="serviceRequests-title">{t('serviceRequests.title')}</h2>
      <ol>
        {view.serviceRequests.map((serviceRequest) => {
          const { callId } = serviceRequest;
          const Icon = icons[serviceRequest.state];
          const isBeside = callId !== view.call?.callId;
          return (
            <li key={callId} data-testid={`visitServiceRequest-${serviceRequest.serviceId}`} data-state={serviceRequest.state}>
              <Icon aria-hidden />
              <span>
                <strong>{serviceName(serviceRequest.serviceId)}</strong>
                {` · ${agencyShortName(serviceRequest.agencyId)}`}
                <br />
                {t(`serviceRequests.state.${serviceRequest.state}`, { position: serviceRequest.position ?? '' })}
              </span>
              {serviceRequest.state === 'planned' && (
                <span className={styles['footSide']}>
                  <Button kind="secondary" size="large" onPress={() => void act('visit:joinNow', { callId })}>
                    {t('serviceRequests.joinNow')}
                  </Button>
                  <Button kind="quiet" size="large" onPress={() => void act('visit:dropServiceRequest', { callId })}>
                    {t('serviceRequests.drop')}
                  </Button>
                </span>
              )}
              {isBeside && serviceRequest.state === 'parked' && (
                <Button kind="secondary" size="large" onPress={() => void act('queue:return', { callId })}>
                  {t('waiting.return')}
                </Button>
              )}
              {isBeside && (serviceRequest.state === 'waiting' || serviceRequest.state === 'parked') && (
                <Button kind="quiet" size="large" onPress={() => void act('call:leave', { callId })}>
                  {t('serviceRequests.drop')}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {notice}
      <AddServiceRequestDialog roleClient={roleClient} view={view} catalogue={catalogue} />
    </section>
  );
}
