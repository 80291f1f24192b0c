import type { TerminalView } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { TerminalProps } from './props.ts';
import { ConsentCard } from './ConsentCard.tsx';
import styles from './ConsentCard.module.css';

/** One agency wants another to know something: the customer reads it and decides. Nothing else goes on before. */
export function ConsentDialog({ roleClient, view, catalogue, consent }: TerminalProps & { readonly consent: NonNullable<TerminalView['consent']> }) {
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const act = useRequest(roleClient);
  const { noteId } = consent;
  const to = agencyShortName(consent.toAgencyId);
  return (
    <ConsentCard
      key={noteId}
      title={t('consent.title', { to })}
      yes={t('consent.agree', { to })}
      no={t('consent.refuse')}
      testId="consent"
      isInCall={view.call !== null && 'expertName' in view.call}
      onAnswer={(isAgreed, onRefused) => act('note:decide', { noteId, isAgreed }, onRefused)}
    >
      <p>{t('consent.text', { from: agencyShortName(consent.fromAgencyId), to })}</p>
      <blockquote className={styles['quote']}>{consent.note}</blockquote>
    </ConsentCard>
  );
}
