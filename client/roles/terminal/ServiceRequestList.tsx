import { CircleCheck, CircleDashed, CircleMinus, Headset, Hourglass, type LucideIcon, Pause } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { VisitServiceRequest } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { StateKind } from '#client/ui/stateKinds.ts';
import type { TerminalProps } from './props.ts';
import styles from './ServiceRequestList.module.css';

const looks: Record<VisitServiceRequest['state'], { readonly Icon: LucideIcon; readonly kind: StateKind }> = {
  planned: { Icon: CircleDashed, kind: 'off' },
  waiting: { Icon: Hourglass, kind: 'wait' },
  ringing: { Icon: Hourglass, kind: 'ring' },
  parked: { Icon: Pause, kind: 'wait' },
  talking: { Icon: Headset, kind: 'live' },
  done: { Icon: CircleCheck, kind: 'good' },
  left: { Icon: CircleMinus, kind: 'off' },
  closed: { Icon: CircleMinus, kind: 'off' },
};

type Props = Pick<TerminalProps, 'view' | 'catalogue'> & {
  /** Beside the title. */
  readonly tools?: ReactNode;
  /** What can be done with one of them. */
  readonly actsOf?: (serviceRequest: VisitServiceRequest) => ReactNode;
};

/** Everything that the customer came for, in order, and how each matter stands. */
export function ServiceRequestList({ view, catalogue, tools, actsOf }: Props) {
  const { t } = useTexts('terminal');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const id = useId();
  return (
    <section className={styles['matters']} aria-labelledby={id} data-testid="serviceRequests" data-many={view.serviceRequests.length > 3 || undefined}>
      <div className={styles['head']}>
        <h2 id={id}>{t('serviceRequests.title')}</h2>
        {tools}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1) */}
      <ol tabIndex={0}>
        {view.serviceRequests.map((serviceRequest) => {
          const { Icon, kind } = looks[serviceRequest.state];
          return (
            <li
              key={serviceRequest.callId}
              className={styles['matter']}
              data-testid={`visitServiceRequest-${serviceRequest.serviceId}`}
              data-state={serviceRequest.state}
            >
              <span className={styles['dot']} data-state={kind} data-solid={kind === 'live' || undefined}>
                <Icon aria-hidden />
              </span>
              <div>
                <p className={styles['name']}>{serviceName(serviceRequest.serviceId)}</p>
                <p className={styles['state']} data-state={kind}>
                  {`${agencyShortName(serviceRequest.agencyId)} · `}
                  {t(`serviceRequests.state.${serviceRequest.state}`, { position: serviceRequest.position ?? '' })}
                </p>
              </div>
              {actsOf !== undefined && <div className={styles['acts']}>{actsOf(serviceRequest)}</div>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
