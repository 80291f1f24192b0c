import { Hand } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { markedParts } from '#shared/catalogue/words.ts';
import { searchServices } from '#shared/catalogue/search.ts';
import type { AgencyId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { AgencyIcon } from '#client/features/catalogue/AgencyIcon.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ServiceCard } from './AgencyTile.tsx';
import styles from './Found.module.css';
import type { TerminalProps } from './props.ts';
import { type OnChoose, useServiceState } from './ServiceScreen.tsx';

type Props = TerminalProps & {
  readonly words: string;
  /** What is found there comes first. */
  readonly firstAgencyId?: AgencyId;
  readonly onChoose: OnChoose;
};

/** What fits the customer's own words, at all agencies; a person where nothing does. */
export function Found({ roleClient, view, catalogue, words, firstAgencyId, onChoose }: Props) {
  const { t, language, inLanguage } = useTexts('terminal');
  const stateOf = useServiceState({ view });
  const act = useRequest(roleClient);
  const found = useMemo(() => searchServices(catalogue, words, language, firstAgencyId), [catalogue, words, language, firstAgencyId]);
  return (
    <div className={styles['found']}>
      <p role="status">{found.length === 0 ? t('search.nothing') : t('search.found', { count: found.length })}</p>
      <ul className={styles['list']} data-testid="found">
        {found.map(({ agency, service }) => {
          const { note, isClosed } = stateOf(agency.id, service);
          const agencyName = inLanguage(agency.shortNames);
          return (
            <li key={service.id}>
              <ServiceCard
                icon={<AgencyIcon agency={agency} serviceId={service.id} isSmall />}
                title={<Marked text={inLanguage(service.names)} words={words} />}
                text={<Marked text={inLanguage(service.description)} words={words} />}
                note={note === undefined ? agencyName : `${agencyName} · ${note}`}
                isClosed={isClosed}
                testId={`service-${service.id}`}
                onPress={() => onChoose(agency.id, service.id, isClosed)}
              />
            </li>
          );
        })}
      </ul>
      {found.length === 0 && (
        <Button kind="human" size="large" icon={<Hand aria-hidden />} isDisabled={view.help !== null} onPress={() => void act('help:request', {})}>
          {view.help === null ? t('search.help') : t('help.called')}
        </Button>
      )}
    </div>
  );
}

/** A text in which the words that were meant are marked. */
const Marked = ({ text, words }: { readonly text: string; readonly words: string }): ReactNode =>
  markedParts(text, words).map(({ part, isMeant, at }) => (isMeant ? <mark key={at}>{part}</mark> : <span key={at}>{part}</span>));
