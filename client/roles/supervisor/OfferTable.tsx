import type { SupervisorView } from '#shared/contract/views/index.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

type Offer = SupervisorView['offers'][number];
type Texts = ReturnType<typeof useTexts>['t'];

/** Who got whom, why this expert and why just then, and what came of it. */
export function OfferTable({ view }: DeskProps) {
  const { t, language } = useTexts('supervisor');
  if (view.offers.length === 0) return null;
  return (
    <section aria-labelledby="offers-title">
      <h2 id="offers-title">{t('offers.title')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('offers.at')}</th>
            <th scope="col">{t('calls.expert')}</th>
            <th scope="col">{t('offers.why')}</th>
            <th scope="col">{t('offers.whyNow')}</th>
            <th scope="col">{t('offers.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {view.offers.map((offer) => (
            <tr key={`${offer.callId}-${offer.at}`} data-testid="pastOffer" data-outcome={offer.outcome}>
              <td>{clockTime(offer.at, language, false)}</td>
              <td>{offer.expertName}</td>
              <td>{reasonText(t, offer)}</td>
              <td>{offer.choice?.turn.map((one) => t(`offers.turn.${one}`)).join(', ') ?? '–'}</td>
              <td>{t(`offers.outcomes.${offer.outcome}`, { reason: offer.declineReason === null ? '' : t(`offers.declineReason.${offer.declineReason}`) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function reasonText(t: Texts, { reason, note, choice }: Offer): string {
  const decisive = t(`offers.reason.${reason}`);
  if (note !== null) return `${decisive}: ${t(`offers.note.${note}`)}`;
  if (choice === null || choice.setAside.length === 0) return decisive;
  return t('offers.among', { reason: decisive, list: choice.setAside.map((one) => t(`offers.by.${one}`)).join(', ') });
}
