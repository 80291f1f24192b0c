import type { Service } from '#shared/contract/catalogue.ts';
import type { AgencyId, ServiceId } from '#shared/ids.ts';
import { closedText } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { TerminalProps } from './props.ts';

/** An errand was chosen; one that is closed leads to another time or another way. */
export type OnChoose = (agencyId: AgencyId, serviceId: ServiceId, isClosed: boolean) => void;

/** How an errand stands now: what is said of it, and whether it leads to another time or another way. */
export function useServiceState({ view }: Pick<TerminalProps, 'view'>) {
  const { t, language } = useTexts('terminal');
  return (agencyId: AgencyId, service: Service): { readonly note: string | undefined; readonly isClosed: boolean } => {
    const state = view.agencies.find((one) => one.agencyId === agencyId);
    if (!service.channels.includes('remote')) return { note: t('serviceRequest.notRemote'), isClosed: true };
    const own = state?.services.find(({ serviceId }) => serviceId === service.id)?.opening;
    const closed = closedText(own, language) ?? closedText(state?.opening, language);
    return closed === null ? { note: undefined, isClosed: false } : { note: t(closed.key, closed.values), isClosed: true };
  };
}
