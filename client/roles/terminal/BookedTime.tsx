import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import type { Ticket } from '#shared/contract/ticket.ts';
import type { Instant } from '#shared/instant.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { isRefusedWith } from '#client/app/api/requestError.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { type OnRefused, noteRefusal } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { TerminalProps } from './props.ts';
import { freeDays } from './freeDays.ts';
import styles from './BookedTime.module.css';
import { TimePicker } from './TimePicker.tsx';

/** A booked time: in the queue, or with an expert in person. */
export type Booked =
  ({ readonly kind: 'booked' } & NonNullable<RequestReply<'callback:answer'>['early']>) | ({ readonly kind: 'inPerson' } & RequestReply<'visiting:find'>);
type Props = Pick<TerminalProps, 'roleClient' | 'catalogue'> & { readonly booked: Booked; readonly ticket: Ticket; readonly onDone: () => void };

/** The customer's own time, to be seen again, kept, moved and cancelled (F33, E23). */
export function BookedTime({ roleClient, catalogue, booked, ticket, onDone }: Props) {
  const { t, language } = useTexts('terminal');
  const { agencyName, serviceName } = useCatalogueTexts(catalogue);
  const { at, step, times, notice, cancel, chooseTime, move } = useBookedTime(roleClient, booked, ticket);
  const isCancelled = step === 'cancelled';
  const facts = { agency: agencyName(booked.agencyId), service: serviceName(booked.serviceId) };
  return (
    <section className={styles['screen']} data-testid="bookedTime" data-cancelled={isCancelled} data-step={step}>
      <CalendarCheck aria-hidden />
      <h1>{t('bookedTime.title')}</h1>
      <div role="status" className={styles['lead']}>
        {step === 'moved' && <p>{t('bookedTime.moved')}</p>}
        {isCancelled ? (
          <p>{t('bookedTime.cancelled')}</p>
        ) : (
          <>
            <p>
              <strong>{clockTime(at, language, true)}</strong>
            </p>
            <p>{t('bookedTime.what', facts)}</p>
            <p>{t(`bookedTime.${booked.kind}`)}</p>
          </>
        )}
      </div>
      {step === 'moving' && <FreeTimes times={times} onChoose={(time) => void move(time)} />}
      <div role="alert">{notice}</div>
      <div className={styles['acts']}>
        {!isCancelled && (
          <ConfirmDialog
            trigger={
              <Button kind="secondary" size="large">
                {t('bookedTime.cancel')}
              </Button>
            }
            title={t('bookedTime.cancelTitle')}
            text={t('bookedTime.cancelText')}
            confirm={t('bookedTime.cancel')}
            cancel={t('bookedTime.keep')}
            size="large"
            onConfirm={() => void cancel()}
          />
        )}
        {(step === 'shown' || step === 'moved') && (
          <Button kind="secondary" size="large" onPress={chooseTime}>
            {t('bookedTime.move')}
          </Button>
        )}
        <Button size="large" onPress={onDone}>
          {isCancelled || step === 'moved' ? t('bookedTime.done') : t('bookedTime.keep')}
        </Button>
      </div>
    </section>
  );
}

/** What the customer does with it. `times` are those to move to, once they are asked for. */
function useBookedTime(roleClient: Props['roleClient'], booked: Booked, ticket: Ticket) {
  const [at, setAt] = useState(booked.at);
  const [step, setStep] = useState<'shown' | 'moving' | 'moved' | 'cancelled'>('shown');
  const [times, setTimes] = useState<readonly Instant[] | null>(null);
  const { act, read, notice, setError } = useNotedRequest(roleClient);
  const cancel = async (): Promise<void> => {
    // Where it is gone already, an earlier answer was lost or the desk was faster: what the customer wanted has come about.
    const cancelled = await act(booked.kind === 'inPerson' ? 'visiting:cancel' : 'callback:cancel', ticket, (refusal) =>
      isRefusedWith(refusal, 'numberOrPinWrong') ? setStep('cancelled') : setError(refusal),
    );
    if (cancelled !== null) setStep('cancelled');
  };
  const readTimes = async (onRefused: OnRefused): Promise<void> => {
    const { agencyId, serviceId } = booked;
    if (booked.kind === 'booked') {
      const reply = await read('callback:slots', { agencyId, serviceId, language: booked.language }, onRefused);
      if (reply !== null) setTimes(reply.slots);
    } else {
      const reply = await read('visiting:times', { agencyId, serviceId }, onRefused);
      if (reply !== null) setTimes(reply.days.flatMap((day) => day.times));
    }
  };
  const chooseTime = (): void => {
    setStep('moving');
    void readTimes(setError);
  };
  const move = async (to: Instant): Promise<void> => {
    const moved = await act(booked.kind === 'inPerson' ? 'visiting:move' : 'callback:move', { ...ticket, at: to });
    if (moved === null) {
      // Somebody else may have it by now.
      await readTimes(noteRefusal);
    } else {
      setAt(to);
      setStep('moved');
    }
  };
  return { at, step, times, notice, cancel, chooseTime, move };
}

function FreeTimes({ times, onChoose }: { readonly times: readonly Instant[] | null; readonly onChoose: (time: Instant) => void }) {
  const { t, language } = useTexts('terminal');
  return (
    <div role="group" aria-label={t('bookedTime.times')} className={styles['times']}>
      {times?.length === 0 && <p>{t('bookedTime.noTimes')}</p>}
      <TimePicker days={freeDays(times ?? [], language)} testId="slot" onChoose={onChoose} />
    </div>
  );
}
