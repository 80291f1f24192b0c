import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import type { Ticket } from '#shared/contract/ticket.ts';
import type { Instant } from '#shared/instant.ts';
import { isRefusedWith } from '#client/app/api/requestError.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

/** A booked time: in the queue, or with an expert in person. */
export type Booked =
  ({ readonly kind: 'booked' } & NonNullable<RequestReply<'callback:answer'>['early']>) | ({ readonly kind: 'inPerson' } & RequestReply<'visiting:find'>);
type Props = Pick<TerminalProps, 'roleClient' | 'catalogue'> & { readonly booked: Booked; readonly ticket: Ticket; readonly onDone: () => void };

/** The customer's own time, to be seen again, kept, moved and cancelled (F33, E23). */
export function BookedTime({ roleClient, catalogue, booked, ticket, onDone }: Props) {
  const { t, language, inLanguage } = useTexts('terminal');
  const [at, setAt] = useState(booked.at);
  const [step, setStep] = useState<'shown' | 'moving' | 'moved' | 'cancelled'>('shown');
  const [error, setError] = useState<unknown>(null);
  const [times, setTimes] = useState<readonly Instant[] | null>(null);
  const agency = catalogue.agencies.find(({ id }) => id === booked.agencyId);
  const service = agency?.services.find(({ id }) => id === booked.serviceId);
  const isCancelled = step === 'cancelled';
  const cancel = (): void => {
    setError(null);
    // Where it is gone already, an earlier answer was lost or the desk was faster: what the customer wanted has come about.
    roleClient.connection.request(booked.kind === 'inPerson' ? 'visiting:cancel' : 'callback:cancel', ticket).then(
      () => setStep('cancelled'),
      (refusal: unknown) => (isRefusedWith(refusal, 'numberOrPinWrong') ? setStep('cancelled') : setError(refusal)),
    );
  };
  const readTimes = async (): Promise<readonly Instant[]> => {
    const { agencyId, serviceId } = booked;
    if (booked.kind === 'booked') return (await roleClient.connection.request('callback:slots', { agencyId, serviceId, language: booked.language })).slots;
    return (await roleClient.connection.request('visiting:times', { agencyId, serviceId })).days.flatMap((day) => day.times);
  };
  const chooseTime = (): void => {
    setStep('moving');
    readTimes().then(setTimes, setError);
  };
  const move = (to: Instant): void => {
    setError(null);
    roleClient.connection.request(booked.kind === 'inPerson' ? 'visiting:move' : 'callback:move', { ...ticket, at: to }).then(
      () => {
        setAt(to);
        setStep('moved');
      },
      (refusal: unknown) => {
        setError(refusal);
        // Somebody else may have it by now.
        readTimes().then(setTimes, () => undefined);
      },
    );
  };
  const facts = { agency: agency ? inLanguage(agency.names) : booked.agencyId, service: service ? inLanguage(service.names) : booked.serviceId };
  return (
    <section className={styles['welcome']} data-testid="bookedTime" data-cancelled={isCancelled} data-step={step}>
      <CalendarCheck aria-hidden size={72} />
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
      {step === 'moving' && (
        <div role="group" aria-label={t('bookedTime.times')} className={styles['footSide']}>
          {times?.length === 0 && <p>{t('bookedTime.noTimes')}</p>}
          {times?.map((time) => (
            <Button key={time} kind="secondary" size="large" data-testid="slot" onPress={() => move(time)}>
              {clockTime(time, language, true)}
            </Button>
          ))}
        </div>
      )}
      <div role="alert">{error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}</div>
      <div className={styles['row']}>
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
            onConfirm={cancel}
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
