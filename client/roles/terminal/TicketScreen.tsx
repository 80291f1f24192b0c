import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { ListenToTicket } from './ListenButton.tsx';
import type { Ticket } from './steps.ts';
import styles from './TicketScreen.module.css';

/** Number and PIN to write down: nothing but these is needed when one comes back, and the PIN is shown only here. */
export function TicketScreen({ ticket, onDone }: { readonly ticket: Ticket; readonly onDone: () => void }) {
  const { t, language } = useTexts('terminal');
  const time = ticket.kind === 'callback' ? '' : clockTime(ticket.at, language, true);
  return (
    <section className={styles['screen']} data-testid="ticket">
      <h1>{t('ticket.title')}</h1>
      <dl className={styles['ticket']} data-unspoken>
        <div>
          <dt>{t('ticket.number')}</dt>
          <dd className={styles['bigNumber']} data-testid="ticketNumber">
            {ticket.number}
          </dd>
        </div>
        {ticket.pin !== null && (
          <div>
            <dt>{t('ticket.pin')}</dt>
            <dd className={styles['bigNumber']} data-testid="ticketPin">
              {ticket.pin}
            </dd>
          </div>
        )}
      </dl>
      <ListenToTicket number={ticket.number} pin={ticket.pin} />
      {ticket.issue === 'first' && <p className={styles['lead']}>{t('ticket.pinUse')}</p>}
      {ticket.issue === 'replaced' && <Notice kind="warning">{t('ticket.replaced')}</Notice>}
      {ticket.issue === 'withheld' && <Notice kind="warning">{t('ticket.withheld')}</Notice>}
      {ticket.kind !== 'callback' && ticket.asked !== ticket.at && <Notice kind="warning">{t('ticket.otherTime', { time })}</Notice>}
      <p className={styles['lead']}>{t(`ticket.${ticket.kind}`, { time })}</p>
      <Button size="large" onPress={onDone}>
        {t('ticket.done')}
      </Button>
    </section>
  );
}
