import type { AgencyId, ServiceId } from '#shared/ids.ts';
import { agencyOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { closedText } from '#client/app/i18n/openingText.ts';
import { ChoiceTile } from './ChoiceTile.tsx';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

type Props = TerminalProps & { readonly agencyId: AgencyId; readonly onChoose: (serviceId: ServiceId, isClosed: boolean) => void };

/** Which service of that agency; one that is closed now leads to another time or another way. */
export function ServiceScreen({ view, catalogue, agencyId, onChoose }: Props) {
  const { t, language, inLanguage } = useTexts('terminal');
  const agency = agencyOf(catalogue, agencyId);
  if (agency === undefined) return null;
  const state = view.agencies.find((one) => one.agencyId === agencyId);
  return (
    <>
      <h1>{t('serviceRequest.title', { agency: inLanguage(agency.shortNames) })}</h1>
      <ul className={styles['choices']}>
        {agency.services.map((service) => {
          const own = state?.services.find(({ serviceId }) => serviceId === service.id)?.opening;
          const closed = closedText(own, language) ?? closedText(state?.opening, language);
          const isRemote = service.channels.includes('remote');
          return (
            <li key={service.id}>
              <ChoiceTile
                title={inLanguage(service.names)}
                text={inLanguage(service.description)}
                state={isRemote ? (closed === null ? undefined : t(closed.key, closed.values)) : t('serviceRequest.notRemote')}
                testId={`service-${service.id}`}
                onPress={() => onChoose(service.id, !isRemote || closed !== null)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
