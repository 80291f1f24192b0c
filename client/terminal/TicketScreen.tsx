import { Ticket as TicketIcon } from 'lucide-react';
import { Button } from '#client/components/Button.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { clockTime } from '#client/i18n/openingText.ts';
import type { Ticket } from './steps.ts';
import styles from './Terminal.module.css';

/** The number to remember: nothing but it is needed when one comes back. */
export function TicketScreen({ ticket, onDone }: { readonly ticket: Ticket; readonly onDone: () => void }) {
  const { t, language } = useTexts('terminal');
  return (
    <section className={styles['welcome']} data-testid="ticket">
      <TicketIcon aria-hidden size={72} />
      <h1>{t('ticket.title')}</h1>
      <p className={styles['bigNumber']}>{ticket.number}</p>
      <p className={styles['lead']}>
        {ticket.at === null
          ? t('ticket.callback')
          : t(ticket.isInPerson === true ? 'ticket.inPerson' : 'ticket.booked', { time: clockTime(ticket.at, language, true) })}
      </p>
      <div className={styles['row']}>
        <Button size="large" onPress={onDone}>
          {t('ticket.done')}
        </Button>
      </div>
    </section>
  );
}
