import { type Catalogue, isForPractice } from '#shared/contract/catalogue.ts';
import type { AgencyId, ServiceId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Choice } from '#client/ui/Choice.tsx';

export type ChosenService = { readonly agencyId: AgencyId | null; readonly serviceId: ServiceId | null };

type Props = {
  readonly catalogue: Catalogue;
  readonly value: ChosenService;
  /** Whether services for practice can be chosen too. */
  readonly withPractice?: boolean;
  /** Not to be chosen: where one already is. */
  readonly without?: ServiceId;
  /** The two fields are `${testId}Agency` and `${testId}Service`. */
  readonly testId: string;
  readonly onChange: (value: ChosenService) => void;
};

/** Chooses an agency, then one of its services. Another agency clears the service. */
export function ServiceChoice({ catalogue, value, withPractice = false, without, testId, onChange }: Props) {
  const { t, inLanguage } = useTexts('common');
  const agency = catalogue.agencies.find(({ id }) => id === value.agencyId);
  const ownService = agency?.terms?.service;
  const services = (agency?.services ?? []).filter(({ id, channels }) => id !== without && channels.includes('remote'));
  const agencies = catalogue.agencies.filter((one) => withPractice || !isForPractice(one));
  return (
    <>
      <Choice
        label={t('serviceChoice.agency')}
        value={value.agencyId}
        options={agencies.map(({ id, names }) => ({ id, text: inLanguage(names) }))}
        placeholder={t('serviceChoice.choose')}
        testId={`${testId}Agency`}
        onChange={(agencyId) => onChange({ agencyId, serviceId: null })}
      />
      <Choice
        label={ownService === undefined ? t('serviceChoice.service') : inLanguage(ownService)}
        value={value.serviceId}
        options={services.map(({ id, names }) => ({ id, text: inLanguage(names) }))}
        placeholder={t('serviceChoice.choose')}
        testId={`${testId}Service`}
        onChange={(serviceId) => onChange({ ...value, serviceId })}
      />
    </>
  );
}
