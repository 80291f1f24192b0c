import { BellRing, Search } from 'lucide-react';
import { isForPractice } from '#shared/contract/catalogue.ts';
import type { AgencyId } from '#shared/ids.ts';
import { closedText } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Written } from '#client/app/i18n/Written.tsx';
import { AgencyIcon, IconPlate } from '#client/features/catalogue/AgencyIcon.tsx';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { AgencyTile, type TileState } from './AgencyTile.tsx';
import type { TerminalProps } from './props.ts';
import { TilePages } from './TilePages.tsx';
import { useTilesAtOnce } from './useShape.ts';
import styles from './StartScreen.module.css';

type Props = TerminalProps & {
  readonly onChoose: (agencyId: AgencyId) => void;
  readonly onSearch: () => void;
};

/** The agencies at once, each with how it stands now: who knows what they want is in the queue after three taps. */
export function StartScreen({ view, catalogue, onChoose, onSearch, onNumber }: Props & { readonly onNumber: (number: number) => void }) {
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  return (
    <section className={styles['start']} data-testid="start" aria-labelledby="agencies">
      {view.summons.map(({ callId, number, agencyId }) => (
        <Button key={callId} isWide size="large" icon={<BellRing aria-hidden />} data-testid="summons" onPress={() => onNumber(number)}>
          <span role="status">{t('start.summons', { number, agency: agencyShortName(agencyId) })}</span>
        </Button>
      ))}
      <h2 id="agencies">{t('agency.title')}</h2>
      <AgencyTiles view={view} catalogue={catalogue} onChoose={onChoose} onSearch={onSearch} />
    </section>
  );
}

/** The same for one more matter. */
export function AgencyScreen(props: Props) {
  const { t } = useTexts('terminal');
  return (
    <>
      <h1>{t('agency.title')}</h1>
      <AgencyTiles {...props} />
    </>
  );
}

function AgencyTiles({ view, catalogue, onChoose, onSearch }: Omit<Props, 'roleClient'>) {
  const { t, language } = useTexts('terminal');
  const atOnce = useTilesAtOnce('agencies');
  const stateOf = (agencyId: AgencyId): TileState & { readonly isClosed: boolean } => {
    const state = view.agencies.find((one) => one.agencyId === agencyId);
    const closed = closedText(state?.opening, language);
    if (closed !== null) return { kind: 'off', text: t(closed.key, closed.values), isClosed: true };
    if (state === undefined || state.expertsOnDuty === 0) return { kind: 'off', text: t('agency.nobodyOnDuty'), isClosed: false };
    if (state.waiting === 0) return { kind: 'good', text: t('agency.noQueue'), isClosed: false };
    return { kind: 'wait', text: t('agency.waiting', { count: state.waiting }), isClosed: false };
  };
  return (
    <TilePages
      kind="agencies"
      items={catalogue.agencies.filter((agency) => !isForPractice(agency))}
      atOnce={atOnce}
      last={
        <AgencyTile
          icon={<IconPlate Icon={Search} hue="action" />}
          title={t('search.unsure')}
          text={t('search.unsureText')}
          isWayOn
          testId="search"
          onPress={onSearch}
        />
      }
    >
      {(agency) => {
        const { isClosed, ...state } = stateOf(agency.id);
        return (
          <AgencyTile
            icon={<AgencyIcon agency={agency} />}
            title={<Written texts={agency.shortNames} />}
            text={<Written texts={agency.description} />}
            state={state}
            isClosed={isClosed}
            testId={`agency-${agency.id}`}
            onPress={() => onChoose(agency.id)}
          />
        );
      }}
    </TilePages>
  );
}
