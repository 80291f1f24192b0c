import { BellRing, CalendarCheck, Footprints, Languages, Megaphone, MessagesSquare, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { pickReasons } from '#shared/call/lifecycle.ts';
import { type WaitPlace, waitAgainstTarget, waitTargetMs } from '#shared/queue/waitTarget.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Chip } from '#client/ui/Card.tsx';
import { Bar } from '#client/ui/DataTable.tsx';
import { clockText } from '#client/ui/duration.ts';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { MessageDialog } from '#client/features/messages/MessageDialog.tsx';
import { MessageList } from '#client/features/messages/MessageList.tsx';
import { useNow } from '#client/app/state/roleClient.ts';
import type { DeskProps } from './props.ts';
import { type Entry, waitsSince } from './queueOrder.ts';
import styles from './QueueRow.module.css';

type Props = DeskProps & { readonly entry: Entry; readonly isNext: boolean };

const stateOf: Readonly<Record<WaitPlace, StateKind>> = { within: 'good', near: 'poor', over: 'bad' };
const targetMinutes = waitTargetMs / 60_000;
const signs: Readonly<Partial<Record<Entry['state'], ReactNode>>> = {
  offered: <BellRing aria-hidden />,
  parked: <Footprints aria-hidden />,
  awaitingCallback: <Megaphone aria-hidden />,
  summoned: <Megaphone aria-hidden />,
};

/** One who waits: how long against the target, what it is about, what stands in the way, and what can be done for them. */
export function QueueRow({ roleClient, view, catalogue, act, entry, isNext }: Props) {
  const { t, language, inLanguage } = useTexts('expert');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const waitedMs = now - waitsSince(entry);
  const place = waitAgainstTarget(waitedMs);
  const canPick = view.status.status === 'available' && entry.state === 'queued' && entry.terminalPresence?.state === 'present';
  return (
    <li className={styles['row']} data-testid="queueEntry" data-state={entry.state} data-mine={entry.isForMe}>
      <div className={styles['wait']} data-state={stateOf[place]}>
        <p>{waitedMs < 0 ? clockTime(waitsSince(entry), language, false) : clockText(waitedMs)}</p>
        {waitedMs >= 0 && <Bar share={waitedMs / waitTargetMs} />}
      </div>
      <div className={styles['what']}>
        <p className={styles['name']}>{serviceName(entry.serviceId)}</p>
        <p className={styles['meta']}>
          {inLanguage(entry.pointNames)}
          {place !== 'within' && ` · ${t(`queue.${place}`, { minutes: targetMinutes })}`}
        </p>
      </div>
      <div className={styles['tags']}>
        {isNext && (
          <State kind="live" icon={<BellRing aria-hidden />}>
            {t('queue.next')}
          </State>
        )}
        {entry.terminalPresence?.state === 'lost' && (
          <State kind="bad" icon={<WifiOff aria-hidden />}>
            {t('queue.lost')}
          </State>
        )}
        {entry.bookedFor !== null && (
          <Chip icon={<CalendarCheck aria-hidden />}>{t('queue.booked', { time: clockTime(entry.bookedFor, language, false) })}</Chip>
        )}
        {entry.state !== 'queued' && <Chip icon={signs[entry.state]}>{t(`queue.${entry.state}`)}</Chip>}
        {entry.isConsultation && <Chip icon={<MessagesSquare aria-hidden />}>{t('queue.consultation')}</Chip>}
        {!entry.isForMe && <Chip>{t('queue.notMine')}</Chip>}
        <Chip icon={<Languages aria-hidden />}>{languagesOf(entry)}</Chip>
      </div>
      <div className={styles['acts']}>
        <MessageOf entry={entry} act={act} catalogue={catalogue} />
        {canPick && (
          <MenuButton
            label={t('pick.title')}
            acts={pickReasons.map((reason) => ({
              id: reason,
              text: t(`pick.reason.${reason}`),
              onPress: () => void act('offer:pick', { callId: entry.callId, reason }),
            }))}
          />
        )}
      </div>
      {seesScreen(entry) && entry.messages.length > 0 && (
        <div className={styles['messages']}>
          <MessageList messages={entry.messages} catalogue={catalogue} reader="staff" />
        </div>
      )}
    </li>
  );
}

/** Who is to be called back sees no screen, and a colleague is no customer. */
const seesScreen = ({ isConsultation, state }: Entry): boolean => !isConsultation && state !== 'awaitingCallback' && state !== 'summoned';

/** The way to write to a customer who waits at a terminal. */
function MessageOf({ entry, act, catalogue }: Pick<Props, 'entry' | 'act' | 'catalogue'>) {
  if (!seesScreen(entry)) return null;
  const { callId, language, messages, serviceId } = entry;
  return <MessageDialog act={act} catalogue={catalogue} callId={callId} language={language} messages={messages} sender={{ serviceId }} />;
}
