import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import { isRefusedWith } from '#client/api/requestError.ts';
import { Button } from '#client/components/Button.tsx';
import { ConfirmDialog } from '#client/components/ConfirmDialog.tsx';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { clockTime } from '#client/i18n/openingText.ts';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

export type Booked = RequestReply<'visiting:find'>;
type Props = Pick<TerminalProps, 'face' | 'catalogue'> & { readonly booked: Booked; readonly onDone: () => void };

/** The customer's own time with a visiting expert, to be seen again and cancelled (F33). */
export function BookedTime({ face, catalogue, booked: { bookingId, agencyId, at }, onDone }: Props) {
  const { t, language, inLanguage } = useTexts('terminal');
  const [isCancelled, setCancelled] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const names = catalogue.agencies.find(({ id }) => id === agencyId)?.names;
  const cancel = (): void => {
    setError(null);
    // Where it is gone already, an earlier answer was lost or the desk was faster: what the customer wanted has come about.
    face.connection.request('visiting:cancel', { bookingId }).then(
      () => setCancelled(true),
      (refusal: unknown) => (isRefusedWith(refusal, 'notFound') ? setCancelled(true) : setError(refusal)),
    );
  };
  return (
    <section className={styles['welcome']} data-testid="bookedTime" data-cancelled={isCancelled}>
      <CalendarCheck aria-hidden size={72} />
      <h1>{t('bookedTime.title')}</h1>
      <div role="status" className={styles['lead']}>
        <p>
          {isCancelled
            ? t('bookedTime.cancelled')
            : t('bookedTime.text', { agency: names ? inLanguage(names) : agencyId, time: clockTime(at, language, true) })}
        </p>
      </div>
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
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
        <Button size="large" onPress={onDone}>
          {isCancelled ? t('bookedTime.done') : t('bookedTime.keep')}
        </Button>
      </div>
    </section>
  );
}
