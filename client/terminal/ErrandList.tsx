import { CircleCheck, CircleDashed, CircleMinus, Clock, type LucideIcon, MessageCircle, Pause } from 'lucide-react';
import { useState } from 'react';
import type { VisitErrand } from '#shared/contract/views/index.ts';
import { Button } from '#client/components/Button.tsx';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { AddErrandDialog } from './AddErrandDialog.tsx';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

const icons: Record<VisitErrand['state'], LucideIcon> = {
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
export function ErrandList({ face, view, catalogue, isCompact = false }: TerminalProps & { readonly isCompact?: boolean }) {
  const { t, inLanguage } = useTexts('terminal');
  const [error, setError] = useState<unknown>(null);
  const services = catalogue.agencies.flatMap((agency) => agency.services.map((service) => ({ agency, service })));
  const act = (name: 'visit:joinNow' | 'visit:dropErrand' | 'call:leave' | 'queue:return', { callId }: VisitErrand): void => {
    setError(null);
    face.connection.request(name, { callId }).catch(setError);
  };
  return (
    <section className={styles['errands']} aria-labelledby="errands-title" data-compact={isCompact} data-testid="errands">
      <h2 id="errands-title">{t('errands.title')}</h2>
      <ol>
        {view.errands.map((errand) => {
          const found = services.find(({ service }) => service.id === errand.serviceId);
          const Icon = icons[errand.state];
          const isBeside = errand.callId !== view.call?.callId;
          return (
            <li key={errand.callId} data-testid={`visitErrand-${errand.serviceId}`} data-state={errand.state}>
              <Icon aria-hidden />
              <span>
                <strong>{found && inLanguage(found.service.names)}</strong>
                {found && ` · ${inLanguage(found.agency.shortNames)}`}
                <br />
                {t(`errands.state.${errand.state}`, { position: errand.position ?? '' })}
              </span>
              {errand.state === 'planned' && (
                <span className={styles['footSide']}>
                  <Button kind="secondary" size="large" onPress={() => act('visit:joinNow', errand)}>
                    {t('errands.joinNow')}
                  </Button>
                  <Button kind="quiet" size="large" onPress={() => act('visit:dropErrand', errand)}>
                    {t('errands.drop')}
                  </Button>
                </span>
              )}
              {isBeside && errand.state === 'parked' && (
                <Button kind="secondary" size="large" onPress={() => act('queue:return', errand)}>
                  {t('waiting.return')}
                </Button>
              )}
              {isBeside && (errand.state === 'waiting' || errand.state === 'parked') && (
                <Button kind="quiet" size="large" onPress={() => act('call:leave', errand)}>
                  {t('errands.drop')}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
      <AddErrandDialog face={face} view={view} catalogue={catalogue} />
    </section>
  );
}
