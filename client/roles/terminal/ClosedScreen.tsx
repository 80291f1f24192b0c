import { Clock } from 'lucide-react';
import { agencyOf, serviceOf, useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { closedText } from '#client/app/i18n/openingText.ts';
import { ContactWays } from './ContactWays.tsx';
import { Times } from './Times.tsx';
import type { Ticket, RequestedService } from './steps.ts';
import styles from './OtherWays.module.css';
import type { TerminalProps } from './props.ts';

/** Nobody can be queued for now: another time, or another way (F25). */
export function ClosedScreen({
  roleClient,
  view,
  catalogue,
  requestedService,
  onBooked,
}: TerminalProps & { readonly requestedService: RequestedService; readonly onBooked: (ticket: Ticket) => void }) {
  const { t, language } = useTexts('terminal');
  const { serviceName } = useCatalogueTexts(catalogue);
  const agency = agencyOf(catalogue, requestedService.agencyId);
  const service = serviceOf(catalogue, requestedService.serviceId);
  const state = view.agencies.find((one) => one.agencyId === requestedService.agencyId);
  const own = state?.services.find((one) => one.serviceId === requestedService.serviceId)?.opening;
  const closed = closedText(own, language) ?? closedText(state?.opening, language);
  return (
    <>
      <h1>{serviceName(requestedService.serviceId)}</h1>
      {closed !== null && (
        <Notice kind="off" icon={<Clock aria-hidden />}>
          {t(closed.key, closed.values)}
        </Notice>
      )}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {service !== undefined && (
            <Times roleClient={roleClient} service={service} requestedService={requestedService} pointId={view.terminal.pointId} onBooked={onBooked} />
          )}
        </div>
      </div>
      <ContactWays agency={agency} />
    </>
  );
}
