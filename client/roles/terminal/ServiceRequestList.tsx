import { CircleCheck, CircleDashed, CircleMinus, Clock, type LucideIcon, MessageCircle, Pause } from 'lucide-react';
import { useState } from 'react';
import type { VisitServiceRequest } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import { Notice } from '#client/ui/Notice.tsx';
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
  const { t, inLanguage } = useTexts('terminal');
  const [error, setError] = useState<unknown>(null);
  const services = catalogue.agencies.flatMap((agency) => agency.services.map((service) => ({ agency, service })));
  const act = (name: 'visit:joinNow' | 'visit:dropServiceRequest' | 'call:leave' | 'queue:return', { callId }: VisitServiceRequest): void => {
    setError(null);
    roleClient.connection.request(name, { callId }).catch(setError);
  };
  return (
    <section className={styles['serviceRequests']} aria-labelledby="serviceRequests-title" data-compact={isCompact} data-testid="serviceRequests">
      <h2 id="serviceRequests-title">{t('serviceRequests.title')}</h2>
      <ol>
        {view.serviceRequests.map((serviceRequest) => {
          const found = services.find(({ service }) => service.id === serviceRequest.serviceId);
          const Icon = icons[serviceRequest.state];
          const isBeside = serviceRequest.callId !== view.call?.callId;
          return (
            <li key={serviceRequest.callId} data-testid={`visitServiceRequest-${serviceRequest.serviceId}`} data-state={serviceRequest.state}>
              <Icon aria-hidden />
              <span>
                <strong>{found && inLanguage(found.service.names)}</strong>
                {found && ` · ${inLanguage(found.agency.shortNames)}`}
                <br />
                {t(`serviceRequests.state.${serviceRequest.state}`, { position: serviceRequest.position ?? '' })}
              </span>
              {serviceRequest.state === 'planned' && (
                <span className={styles['footSide']}>
                  <Button kind="secondary" size="large" onPress={() => act('visit:joinNow', serviceRequest)}>
                    {t('serviceRequests.joinNow')}
                  </Button>
                  <Button kind="quiet" size="large" onPress={() => act('visit:dropServiceRequest', serviceRequest)}>
                    {t('serviceRequests.drop')}
                  </Button>
                </span>
              )}
              {isBeside && serviceRequest.state === 'parked' && (
                <Button kind="secondary" size="large" onPress={() => act('queue:return', serviceRequest)}>
                  {t('waiting.return')}
                </Button>
              )}
              {isBeside && (serviceRequest.state === 'waiting' || serviceRequest.state === 'parked') && (
                <Button kind="quiet" size="large" onPress={() => act('call:leave', serviceRequest)}>
                  {t('serviceRequests.drop')}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
      <AddServiceRequestDialog roleClient={roleClient} view={view} catalogue={catalogue} />
    </section>
  );
}
