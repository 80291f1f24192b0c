import { useState } from 'react';
import { Form, Label, TextArea, TextField } from 'react-aria-components';
import type { AgencyId, CallId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useDraft } from '#client/app/state/drafts.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';

type Props = DeskProps & { readonly callId: CallId; readonly proposals: NonNullable<DeskProps['view']['call']>['proposals'] };

/** As long as the contract allows. */
const noteMaxLength = 500;

/** The story, written down once for the next agency; it goes there when the customer has agreed on the screen. */
export function ShareNoteForm({ view, catalogue, act, callId, proposals }: Props) {
  const { t, inLanguage } = useTexts('expert');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const [toAgencyId, setTo] = useState<AgencyId | null>(null);
  const [note, setNote] = useDraft(callId, 'share');
  const [noteId, setNoteId] = useState(() => crypto.randomUUID());
  const others = catalogue.agencies.filter(({ id }) => id !== view.expert.agencyId);
  const send = async (): Promise<void> => {
    if (toAgencyId === null || !(await act('note:share', { callId, noteId, toAgencyId, note }))) return;
    setNote('');
    setNoteId(crypto.randomUUID());
  };
  return (
    <details data-testid="shareNote">
      <summary>{t('share.title')}</summary>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>{t('share.text')}</p>
        <Choice
          label={t('transfer.agency')}
          value={toAgencyId}
          options={others.map(({ id, names }) => ({ id, text: inLanguage(names) }))}
          placeholder={t('transfer.choose')}
          testId="shareAgency"
          onChange={setTo}
        />
        <TextField value={note} onChange={setNote} maxLength={noteMaxLength} className={styles['field'] ?? ''}>
          <Label>{t('share.note')}</Label>
          <TextArea rows={3} className={styles['textArea'] ?? ''} />
        </TextField>
        <Button type="submit" kind="secondary" isDisabled={toAgencyId === null || note.trim() === ''}>
          {t('share.send')}
        </Button>
      </Form>
      <ul className={styles['queue']} aria-live="polite">
        {proposals.map((proposal) => (
          <li key={proposal.noteId} data-testid="proposal" data-state={proposal.state}>
            <strong>{t(`share.state.${proposal.state}`, { agency: agencyShortName(proposal.toAgencyId) })}</strong>
            <span>{proposal.note}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
