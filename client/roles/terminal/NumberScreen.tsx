import { useState } from 'react';
import { Form, Input, Label, TextField } from 'react-aria-components';
import { isRefusedWith } from '#client/app/api/requestError.ts';
import { Button } from '#client/ui/Button.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { type Booked, BookedTime } from './BookedTime.tsx';
import type { TerminalProps } from './props.ts';
import styles from './NumberScreen.module.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const longest = 4;
type Field = 'number' | 'pin';

/** Who was given a number and a PIN gives them here, and goes on where they left off, or sees the time that they have booked. */
export function NumberScreen({ roleClient, catalogue, called, onDone }: TerminalProps & { readonly called: number | null; readonly onDone: () => void }) {
  const { t } = useTexts('terminal');
  const [field, setField] = useState<Field>(called === null ? 'number' : 'pin');
  const [entry, setEntry] = useState({ number: called === null ? '' : String(called), pin: '' });
  const [booked, setBooked] = useState<Booked | null>(null);
  const { act, notice, setError } = useNotedRequest(roleClient);
  const text = entry[field];
  const ticket = { number: Number(entry.number), pin: entry.pin };
  const type = (typed: string): void => setEntry({ ...entry, [field]: typed.replaceAll(/\D/g, '').slice(0, longest) });
  const change = (to: Field): void => {
    setError(null);
    setEntry({ number: to === 'number' ? '' : entry.number, pin: '' });
    setField(to);
  };
  const refuse = (refusal: unknown): void => {
    change('pin');
    setError(refusal);
  };
  const findMeeting = async (): Promise<void> => {
    const found = await act('visiting:find', ticket, refuse);
    if (found !== null) setBooked({ kind: 'inPerson', ...found });
  };
  const answer = async (): Promise<void> => {
    const answered = await act('callback:answer', ticket, (refusal) => (isRefusedWith(refusal, 'meetsInPerson') ? void findMeeting() : refuse(refusal)));
    if (answered?.early) setBooked({ kind: 'booked', ...answered.early });
  };
  if (booked !== null) return <BookedTime roleClient={roleClient} catalogue={catalogue} booked={booked} ticket={ticket} onDone={onDone} />;
  return (
    <Form
      className={styles['number'] ?? ''}
      data-own-keys
      data-testid="numberEntry"
      onSubmit={(event) => {
        event.preventDefault();
        if (field === 'number') change('pin');
        else void answer();
      }}
    >
      <h1>{field === 'number' ? t('number.title') : t('number.pinTitle', { number: entry.number })}</h1>
      {/* The key moves the focus on with the question. */}
      <TextField
        key={field}
        value={text}
        onChange={type}
        inputMode="numeric"
        type={field === 'pin' ? 'password' : 'text'}
        autoComplete="off"
        autoFocus
        className={styles['field'] ?? ''}
      >
        <Label>{field === 'number' ? t('number.label') : t('number.pinLabel')}</Label>
        <Input className={styles['input'] ?? ''} />
      </TextField>
      <div role="alert">{notice}</div>
      <Keypad text={text} isWhole={field === 'number' ? Number(text) > 0 : text.length === longest} onType={type} />
      {field === 'pin' && (
        <>
          <p>{t('number.pinLost')}</p>
          <Button kind="quiet" size="large" onPress={() => change('number')}>
            {t('number.other')}
          </Button>
        </>
      )}
    </Form>
  );
}

type KeypadProps = { readonly text: string; readonly isWhole: boolean; readonly onType: (text: string) => void };

/** Digits in sight all the time: a number is all that is asked for here. */
function Keypad({ text, isWhole, onType }: KeypadProps) {
  const { t } = useTexts('terminal');
  return (
    <div className={styles['keypad']} role="group" aria-label={t('number.keys')}>
      {digits.map((digit) => (
        <Button key={digit} kind="secondary" size="large" onPress={() => onType(text + digit)}>
          {digit}
        </Button>
      ))}
      <Button kind="quiet" size="large" onPress={() => onType(text.slice(0, -1))}>
        {t('number.erase')}
      </Button>
      <Button kind="secondary" size="large" onPress={() => onType(`${text}0`)}>
        0
      </Button>
      <Button size="large" type="submit" isDisabled={!isWhole}>
        {t('number.go')}
      </Button>
    </div>
  );
}
