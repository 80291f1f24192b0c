import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { pickReasons } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { clockText } from '#client/ui/duration.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { MessageDialog } from '#client/features/messages/MessageDialog.tsx';
import { MessageList } from '#client/features/messages/MessageList.tsx';
import { useNow } from '#client/app/state/roleClient.ts';
import { OwnDay } from './OwnDay.tsx';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';

/** Everybody who waits for the agency, in the order in which they are served. */
export function QueuePanel(props: DeskProps) {
  const { roleClient, view, catalogue, act } = props;
  const { t, language, inLanguage } = useTexts('expert');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const canPick = view.status.status === 'available';
  return (
    <section className={styles['panel']} aria-labelledby="queue-title">
      <h2 id="queue-title">{t('queue.title', { count: view.waiting })}</h2>
      <p>{t('queue.colleagues', { count: view.colleaguesOnDuty })}</p>
      {view.queue.length === 0 && <p>{t('queue.empty')}</p>}
      <ol className={styles['queue']}>
        {view.queue.map((entry) => {
          return (
            <li key={entry.callId} data-testid="queueEntry" data-state={entry.state} data-mine={entry.isForMe}>
              <strong>{serviceName(entry.serviceId)}</strong>
              <span>
                {inLanguage(entry.pointNames)} · {languagesOf(entry)}
              </span>
              <span>
                {clockText(Math.max(0, now - (entry.bookedFor ?? entry.queuedAt)))}
                {entry.bookedFor !== null && ` · ${t('queue.booked', { time: clockTime(entry.bookedFor, language, false) })}`}
                {entry.state !== 'queued' && ` · ${t(`queue.${entry.state}`)}`}
                {entry.isConsultation && ` · ${t('queue.consultation')}`}
                {!entry.isForMe && ` · ${t('queue.notMine')}`}
                {entry.terminalPresence?.state === 'lost' && ` · ${t('queue.lost')}`}
              </span>
              <SentMessages entry={entry} act={act} catalogue={catalogue} />
              {canPick && entry.state === 'queued' && entry.terminalPresence?.state === 'present' && <PickMenu callId={entry.callId} act={act} />}
            </li>
          );
        })}
      </ol>
      {view.waiting > view.queue.length && <p>{t('queue.more', { count: view.waiting - view.queue.length })}</p>}
      <OwnDay {...props} />
    </section>
  );
}

/** What was sent to a customer who waits at a terminal, and the way to send more. */
function SentMessages({ entry, act, catalogue }: Pick<DeskProps, 'act' | 'catalogue'> & { readonly entry: DeskProps['view']['queue'][number] }) {
  const { callId, language, messages } = entry;
  // Who is to be called back sees no screen, and a colleague is no customer.
  if (entry.isConsultation || entry.state === 'awaitingCallback' || entry.state === 'summoned') return null;
  return (
    <>
      {messages.length > 0 && <MessageList messages={messages} catalogue={catalogue} reader="staff" />}
      <MessageDialog act={act} catalogue={catalogue} callId={callId} language={language} messages={messages} />
    </>
  );
}

/** Takes this customer out of turn; why, is kept. */
function PickMenu({ callId, act }: Pick<DeskProps, 'act'> & { readonly callId: CallId }) {
  const { t } = useTexts('expert');
  return (
    <MenuTrigger>
      <Button kind="quiet">{t('pick.title')}</Button>
      <Popover className={styles['popover'] ?? ''}>
        <Menu
          onAction={(key) => {
            const reason = pickReasons.find((one) => one === key);
            if (reason !== undefined) void act('offer:pick', { callId, reason });
          }}
        >
          {pickReasons.map((reason) => (
            <MenuItem key={reason} id={reason} className={styles['menuItem'] ?? ''}>
              {t(`pick.reason.${reason}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
