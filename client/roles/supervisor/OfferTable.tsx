import type { SupervisorView } from '#shared/contract/views/index.ts';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from './props.ts';

type Offer = SupervisorView['offers'][number];
type Texts = ReturnType<typeof useTexts>['t'];

const kinds: Readonly<Record<Offer['outcome'], StateKind>> = { ringing: 'ring', accepted: 'good', declined: 'poor', missed: 'bad', withdrawn: 'off' };

/** Who got whom, why this expert and why just then, and what came of it. */
export function OfferTable({ view }: DeskProps) {
  const { t, language } = useTexts('supervisor');
  if (view.offers.length === 0) return null;
  return (
    <Panel title={t('offers.title')} label={t('offers.title')} isFlush>
      <DataTable
        caption={t('offers.title')}
        columns={[
          { id: 'at', title: t('offers.at') },
          { id: 'expert', title: t('calls.expert') },
          { id: 'why', title: t('offers.why') },
          { id: 'whyNow', title: t('offers.whyNow') },
          { id: 'outcome', title: t('offers.outcome') },
        ]}
        rows={view.offers.map((offer) => ({
          id: `${offer.callId}-${offer.at}`,
          testId: 'pastOffer',
          data: { 'data-outcome': offer.outcome },
          cells: [
            clockTime(offer.at, language, false),
            offer.expertName,
            reasonText(t, offer),
            offer.choice?.turn.map((one) => t(`offers.turn.${one}`)).join(', ') ?? '–',
            <State key="outcome" kind={kinds[offer.outcome]} look="plain">
              {t(`offers.outcomes.${offer.outcome}`, { reason: offer.declineReason === null ? '' : t(`offers.declineReason.${offer.declineReason}`) })}
            </State>,
          ],
        }))}
        empty="–"
      />
    </Panel>
  );
}

function reasonText(t: Texts, { reason, note, choice }: Offer): string {
  const decisive = t(`offers.reason.${reason}`);
  if (note !== null) return `${decisive}: ${t(`offers.note.${note}`)}`;
  if (choice === null || choice.setAside.length === 0) return decisive;
  return t('offers.among', { reason: decisive, list: choice.setAside.map((one) => t(`offers.by.${one}`)).join(', ') });
}
