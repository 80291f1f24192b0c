import { useState } from 'react';
import type { Service } from '#shared/contract/catalogue.ts';
import type { AgencyId, ServiceId } from '#shared/ids.ts';
import { closedText } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Written } from '#client/app/i18n/Written.tsx';
import { AgencyIcon } from '#client/features/catalogue/AgencyIcon.tsx';
import { agencyOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { PlainSearch } from '#client/ui/PlainSearch.tsx';
import { ServiceCard } from './AgencyTile.tsx';
import { Found } from './Found.tsx';
import type { TerminalProps } from './props.ts';
import { TilePages } from './TilePages.tsx';
import { useTilesAtOnce } from './useShape.ts';
import styles from './ServiceScreen.module.css';

export type OnChoose = (agencyId: AgencyId, serviceId: ServiceId, isClosed: boolean) => void;
type Props = TerminalProps & { readonly agencyId: AgencyId; readonly onChoose: OnChoose };

/** Which errand at that agency; own words find one there and elsewhere. One that is closed now leads to another time or another way. */
export function ServiceScreen({ agencyId, ...props }: Props) {
  const { catalogue, onChoose } = props;
  const { t, inLanguage } = useTexts('terminal');
  const [words, setWords] = useState('');
  const atOnce = useTilesAtOnce('services');
  const stateOf = useServiceState(props);
  const agency = agencyOf(catalogue, agencyId);
  if (agency === undefined) return null;
  return (
    <>
      <div className={styles['title']}>
        <AgencyIcon agency={agency} />
        <h1>{t('serviceRequest.title', { agency: inLanguage(agency.shortNames) })}</h1>
      </div>
      <PlainSearch label={t('search.label')} hint={t('search.hint')} value={words} onChange={setWords} />
      {words.trim() === '' ? (
        <TilePages kind="services" items={agency.services} atOnce={atOnce}>
          {(service) => {
            const { note, isClosed } = stateOf(agencyId, service);
            return (
              <ServiceCard
                icon={<AgencyIcon agency={agency} serviceId={service.id} isSmall />}
                title={<Written texts={service.names} />}
                text={<Written texts={service.description} />}
                note={note}
                isClosed={isClosed}
                testId={`service-${service.id}`}
                onPress={() => onChoose(agencyId, service.id, isClosed)}
              />
            );
          }}
        </TilePages>
      ) : (
        <Found {...props} words={words} firstAgencyId={agencyId} />
      )}
    </>
  );
}

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
