import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { catalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useTextsIn } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Slip.module.css';

/** A customer's number, and what goes with it. `at` null: called when it is their turn. */
export type NumberFacts = {
  readonly number: number;
  readonly pointId: PointId;
  readonly agencyId: AgencyId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly at: Instant | null;
  readonly isInPerson: boolean;
};

/** What the customer takes along, in their language; the PIN only where it has just been issued here. The printer gets this and nothing else. */
export function Slip({ facts, pin, catalogue }: { readonly facts: NumberFacts; readonly pin: string | null; readonly catalogue: Catalogue }) {
  const { t, language, inLanguage } = useTextsIn(facts.language, 'adviser');
  const { agencyName, pointName, serviceName } = catalogueTexts(catalogue, inLanguage);
  const time = facts.at === null ? null : clockTime(facts.at, language, true);
  return (
    <article className={styles['slip']} lang={language} data-slip data-testid="slip">
      <p>{pointName(facts.pointId)}</p>
      <dl>
        <dt>{t('slip.number')}</dt>
        <dd>{facts.number}</dd>
        <dt>{t('slip.pin')}</dt>
        <dd data-testid="slipPin" data-known={pin === null || undefined}>
          {pin ?? t('slip.pinKnown')}
        </dd>
      </dl>
      <p>
        <strong>{agencyName(facts.agencyId)}</strong>
        <br />
        {serviceName(facts.serviceId)}
      </p>
      {time !== null && (
        <p>
          <strong>{time}</strong>
        </p>
      )}
      <p>{facts.isInPerson ? t('slip.inPerson') : time === null ? t('slip.callback') : t('slip.booked')}</p>
    </article>
  );
}
