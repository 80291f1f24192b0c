import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { ExpertId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './EntryTable.module.css';
import { MoveDialog } from './MoveDialog.tsx';
import { PriorityDialog } from './PriorityDialog.tsx';
import type { DeskProps } from './props.ts';
import { totalOf } from './sums.ts';
import { Wait } from './Wait.tsx';

type Entry = SupervisorView['entries'][number];

const waitedSince = ({ bookedFor, queuedAt }: Entry): number => bookedFor ?? queuedAt;

/** Everybody who waits, in serving order; to be given to somebody by hand, or moved to where they belong. */
export function EntryTable(props: DeskProps) {
  const { roleClient, view, catalogue } = props;
  const { t, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const count = totalOf(view.queues, ({ waiting }) => waiting);
  const more = count - view.entries.length;
  const isAnyoneFree = freeExperts(view).length > 0;
  return (
    <Panel
      title={t('entries.title', { count })}
      label={t('entries.title', { count })}
      isFlush
      {...(isAnyoneFree || view.entries.length === 0 ? {} : { tools: <span className={styles['note']}>{t('entries.nobodyFree')}</span> })}
      {...(more > 0 ? { foot: <p>{t('entries.more', { count: more })}</p> } : {})}
    >
      <DataTable
        caption={t('entries.title', { count })}
        columns={[
          { id: 'service', title: t('queues.service') },
          { id: 'point', title: t('entries.point') },
          { id: 'waited', title: t('entries.waited') },
          { id: 'state', title: t('entries.state') },
          { id: 'act', title: t('entries.act') },
        ]}
        rows={view.entries.map((entry) => ({
          id: entry.callId,
          testId: 'entry',
          data: { 'data-state': entry.state },
          cells: [
            <span key="service" className={styles['lines']}>
              {serviceName(entry.serviceId)}
              <small>{languagesOf(entry)}</small>
            </span>,
            inLanguage(entry.pointNames),
            <Wait key="waited" ms={Math.max(0, now - waitedSince(entry))} />,
            <EntryState key="state" entry={entry} />,
            <Acts key="acts" {...props} entry={entry} />,
          ],
        }))}
        empty={t('entries.none')}
      />
    </Panel>
  );
}

const kinds: Readonly<Record<Entry['state'], StateKind>> = { queued: 'wait', offered: 'ring', parked: 'off', awaitingCallback: 'off', summoned: 'ring' };

function EntryState({ entry }: { readonly entry: Entry }) {
  const { t, language } = useTexts('supervisor');
  return (
    <span className={styles['lines']}>
      <State kind={kinds[entry.state]} look="plain">
        {t(`entries.states.${entry.state}`, { name: entry.ringingAt ?? '' })}
      </State>
      {entry.priority !== 0 && <small>{t('entries.priority', { priority: entry.priority > 0 ? `+${entry.priority}` : entry.priority })}</small>}
      {entry.bookedFor !== null && <small>{t('entries.booked', { time: clockTime(entry.bookedFor, language, false) })}</small>}
      {entry.terminalPresence?.state === 'lost' && (
        <State kind="bad" look="plain">
          {t('entries.lost')}
        </State>
      )}
    </span>
  );
}

const freeExperts = (view: SupervisorView) => view.experts.filter(({ status }) => status.status === 'available');

function Acts(props: DeskProps & { readonly entry: Entry }) {
  const { act, entry } = props;
  return (
    <span className={styles['acts']}>
      {entry.state === 'queued' && <AssignMenu {...props} />}
      {(entry.state === 'queued' || entry.state === 'parked') && !entry.isConsultation && <MoveDialog {...props} />}
      {entry.state !== 'offered' && <PriorityDialog act={act} entry={entry} />}
    </span>
  );
}

function AssignMenu({ view, act, entry }: DeskProps & { readonly entry: Entry }) {
  const { t } = useTexts('supervisor');
  const free = freeExperts(view);
  if (free.length === 0)
    return (
      <Button kind="secondary" isDisabled>
        {t('entries.assign')}
      </Button>
    );
  const give = (expertId: ExpertId) => void act('queue:assign', { callId: entry.callId, expertId });
  return (
    <MenuButton kind="secondary" label={t('entries.assign')} acts={free.map(({ id, displayName }) => ({ id, text: displayName, onPress: () => give(id) }))} />
  );
}
