import type { AgencyId, ServiceId } from '#shared/ids.ts';
import { useTexts } from '#client/i18n/index.ts';
import { closedText } from '#client/i18n/openingText.ts';
import { ChoiceTile } from './ChoiceTile.tsx';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

type Props = TerminalProps & { readonly agencyId: AgencyId; readonly onChoose: (serviceId: ServiceId) => void };

/** Which errand with that agency. */
export function ErrandScreen({ view, catalogue, agencyId, onChoose }: Props) {
  const { t, language, inLanguage } = useTexts('terminal');
  const agency = catalogue.agencies.find(({ id }) => id === agencyId);
  if (agency === undefined) return null;
  const own = view.agencies.find((one) => one.agencyId === agencyId)?.services;
  return (
    <>
      <h1>{t('errand.title', { agency: inLanguage(agency.shortNames) })}</h1>
      <ul className={styles['choices']}>
        {agency.services.map((service) => {
          const closed = closedText(own?.find(({ serviceId }) => serviceId === service.id)?.opening, language);
          return (
            <li key={service.id}>
              <ChoiceTile
                title={inLanguage(service.names)}
                text={inLanguage(service.description)}
                state={closed === null ? undefined : t(closed.key, closed.values)}
                isDisabled={closed !== null}
                testId={`service-${service.id}`}
                onPress={() => onChoose(service.id)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
