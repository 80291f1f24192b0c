import { useState } from 'react';
import { Form, Input, Label, TextField } from 'react-aria-components';
import { isRefusedWith } from '#client/api/requestError.ts';
import { Button } from '#client/components/Button.tsx';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { type Booked, BookedTime } from './BookedTime.tsx';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const longest = 4;

/** Who was given a number gives it here, and goes on where they left off, or sees the time that they have booked. */
export function NumberScreen({ face, catalogue, onDone }: TerminalProps & { readonly onDone: () => void }) {
  const { t } = useTexts('terminal');
  const [number, setNumber] = useState('');
  const [booked, setBooked] = useState<Booked | null>(null);
  const [error, setError] = useState<unknown>(null);
  const type = (text: string): void => setNumber(text.replaceAll(/\D/g, '').slice(0, longest));
  const answer = (): void => {
    setError(null);
    const input = { number: Number(number) };
    face.connection.request('callback:answer', input).catch((refusal: unknown) => {
      if (!isRefusedWith(refusal, 'meetsInPerson')) return setError(refusal);
      face.connection.request('visiting:find', input).then(setBooked, setError);
    });
  };
  if (booked !== null) return <BookedTime face={face} catalogue={catalogue} booked={booked} onDone={onDone} />;
  return (
    <Form
      className={styles['welcome'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
    >
      <h1>{t('number.title')}</h1>
      <TextField value={number} onChange={type} inputMode="numeric" autoFocus className={styles['stack'] ?? ''}>
        <Label>{t('number.label')}</Label>
        <Input className={styles['numberInput'] ?? ''} />
      </TextField>
      <div className={styles['keypad']} role="group" aria-label={t('number.keys')}>
        {digits.map((digit) => (
          <Button key={digit} kind="secondary" size="large" onPress={() => type(number + digit)}>
            {digit}
          </Button>
        ))}
        <Button kind="quiet" size="large" onPress={() => setNumber(number.slice(0, -1))}>
          {t('number.erase')}
        </Button>
        <Button kind="secondary" size="large" onPress={() => type(`${number}0`)}>
          0
        </Button>
        <Button size="large" type="submit" isDisabled={Number(number) === 0}>
          {t('number.go')}
        </Button>
      </div>
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
    </Form>
  );
}
