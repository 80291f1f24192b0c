import { CalendarClock, Printer } from 'lucide-react';
import { useState } from 'react';
import type { Instant } from '#shared/instant.ts';
import { Button } from '#client/ui/Button.tsx';
import { Section } from '#client/ui/Card.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './NumberDialog.module.css';
import type { DeskProps } from './props.ts';
import { type NumberFacts, Slip } from './Slip.tsx';

type Props = DeskProps & {
  readonly facts: NumberFacts;
  /** The free times to move to, and the move itself; null where the number has no time that can be moved. */
  readonly move: { readonly read: () => Promise<readonly Instant[] | null>; readonly to: (at: Instant) => Promise<unknown> } | null;
};

/** What the adviser can do with a number for a customer who has lost the PIN (E2): a slip with a new one, an answer, another time. */
export function NumberDialog(props: Props) {
  const { t } = useTexts('adviser');
  return (
    <ModalDialog
      title={t('number.title', { number: props.facts.number })}
      trigger={
        <Button kind="secondary" aria-label={t('number.open', { number: props.facts.number })}>
          {t('number.help')}
        </Button>
      }
      isDismissable
    >
      {(close) => <NumberActs {...props} onClose={close} />}
    </ModalDialog>
  );
}

function NumberActs({ view, catalogue, act, facts, move, onClose }: Props & { readonly onClose: () => void }) {
  const { t, inLanguage } = useTexts('adviser');
  const [pin, setPin] = useState<string | null>(null);
  const { number, pointId } = facts;
  const issue = async (): Promise<void> => {
    const issued = await act('adviser:issuePin', { pointId, number });
    if (issued !== null) setPin(issued.pin);
  };
  const place = catalogue.points.find(({ id }) => id === pointId);
  const free = view.terminals.filter(
    ({ terminalId, state }) => (state === 'idle' || state === 'choosing') && place?.terminals.some(({ id }) => id === terminalId) === true,
  );
  return (
    <>
      <Slip facts={facts} pin={pin} catalogue={catalogue} />
      <p>{t('number.issueText')}</p>
      <DialogActions>
        <Button kind="secondary" onPress={() => void issue()}>
          {t('number.issue')}
        </Button>
        <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
          {t('number.print')}
        </Button>
      </DialogActions>
      {!facts.isInPerson && (
        <Section title={t(free.length === 0 ? 'number.noTerminal' : 'number.answer')}>
          <div className={styles['choices']}>
            {free.map(({ terminalId, names }) => (
              <Button
                key={terminalId}
                kind="secondary"
                onPress={() => void act('adviser:answerNumber', { terminalId, number }).then((answered) => answered !== null && onClose())}
              >
                {t('number.answerAt', { terminal: inLanguage(names) })}
              </Button>
            ))}
          </div>
        </Section>
      )}
      {move !== null && <Move {...move} />}
      <DialogActions>
        <Button kind="quiet" onPress={onClose}>
          {t('number.close')}
        </Button>
      </DialogActions>
    </>
  );
}

/** Another time: asked for first, then chosen. */
function Move({ read, to }: NonNullable<Props['move']>) {
  const { t, language } = useTexts('adviser');
  const [times, setTimes] = useState<readonly Instant[] | null>(null);
  return (
    <div className={styles['choices']} role="group" aria-label={t('number.move')}>
      {times === null && (
        <Button kind="secondary" icon={<CalendarClock aria-hidden />} onPress={() => void read().then(setTimes)}>
          {t('number.move')}
        </Button>
      )}
      {times?.length === 0 && <p>{t('number.noTimes')}</p>}
      {times?.map((at) => (
        <Button key={at} kind="secondary" data-testid="slot" onPress={() => void to(at).then((moved) => moved !== null && setTimes(null))}>
          {clockTime(at, language, true)}
        </Button>
      ))}
    </div>
  );
}
