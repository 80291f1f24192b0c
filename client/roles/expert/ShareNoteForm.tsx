import { useState } from 'react';
import { Form } from 'react-aria-components';
import { catalogueAt } from '#shared/catalogue/atPoint.ts';
import type { AgencyId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useDraft } from '#client/app/state/drafts.ts';
import type { CallProps, ExpertCall } from './props.ts';
import styles from './ShareNoteForm.module.css';

/** As long as the contract allows. */
const noteMaxLength = 500;

const looks: Readonly<Record<ExpertCall['proposals'][number]['state'], StateKind>> = { asked: 'wait', agreed: 'good', refused: 'off' };

/** The story, written down once for the next agency; it goes there when the customer has agreed on the screen. */
export function ShareNoteForm({ view, catalogue, act, call: { callId, pointId, proposals } }: CallProps) {
  const { t, inLanguage } = useTexts('expert');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const [toAgencyId, setTo] = useState<AgencyId | null>(null);
  const [note, setNote] = useDraft(callId, 'share');
  const [noteId, setNoteId] = useState(() => crypto.randomUUID());
  const others = catalogueAt(catalogue, pointId).agencies.filter(({ id }) => id !== view.expert.agencyId);
  const send = async (): Promise<void> => {
    if (toAgencyId === null || !(await act('note:share', { callId, noteId, toAgencyId, note }))) return;
    setNote('');
    setNoteId(crypto.randomUUID());
  };
  return (
    <section className={styles['share']} data-testid="shareNote" aria-labelledby="share-title">
      <h2 id="share-title">{t('share.heading')}</h2>
      <p>{t('share.text')}</p>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Choice
          label={t('transfer.agency')}
          value={toAgencyId}
          options={others.map(({ id, names }) => ({ id, text: inLanguage(names) }))}
          placeholder={t('transfer.choose')}
          testId="shareAgency"
          onChange={setTo}
        />
        <Field label={t('share.note')} value={note} onChange={setNote} maxLength={noteMaxLength} rows={4} />
        <Button type="submit" notReady={toAgencyId === null || note.trim() === '' ? t('share.notReady') : null}>
          {t('share.send')}
        </Button>
      </Form>
      <ul className={styles['proposals']} aria-live="polite">
        {proposals.map((proposal) => (
          <li key={proposal.noteId} data-testid="proposal" data-state={proposal.state}>
            <State kind={looks[proposal.state]}>{t(`share.state.${proposal.state}`, { agency: agencyShortName(proposal.toAgencyId) })}</State>
            <p>{proposal.note}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
