import { Ellipsis, KeyRound, ListX, PhoneCall, PhoneOff } from 'lucide-react';
import { useState } from 'react';
import { EnrolDialog } from '#client/features/fleet/EnrolDialog.tsx';
import { MessageDialog } from '#client/features/messages/MessageDialog.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { ConnectionDialog } from './ConnectionDialog.tsx';
import { EntriesDialog } from './EntriesDialog.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import type { TerminalProps } from './props.ts';
import { SetUpDialog } from './SetUpDialog.tsx';
import styles from './TerminalActs.module.css';
import { canJoin, canSetUp, isConnected } from './terminals.ts';

type Opened = 'setUp' | 'entries' | 'remove' | 'enrol';

/** The next step at a terminal, its connection, and behind one button what is done more seldom. What was opened stays so, whatever happens there. */
export function TerminalActs(props: TerminalProps) {
  const { terminal, view, act, catalogue } = props;
  const { t, inLanguage } = useTexts('adviser');
  const { t: tFleet } = useTexts('fleet');
  const [opened, setOpened] = useState<Opened | null>(null);
  const { call, entries } = terminal;
  const isTalking = isConnected(call);
  const opening = (name: Opened) => ({ isOpen: opened === name, onOpenChange: (isOpen: boolean) => setOpened(isOpen ? name : null) });
  const removeText = t(isTalking ? 'endCall' : 'remove');
  const more = [
    ...(call !== null && canSetUp(terminal) ? [{ id: 'setUp' as const, text: t('setUp.title'), icon: <PhoneCall aria-hidden /> }] : []),
    ...(entries.openCallIds.length > 1
      ? [{ id: 'entries' as const, text: t('entries.title', { count: entries.openCallIds.length }), icon: <ListX aria-hidden /> }]
      : []),
    // What would cut somebody off is an administrator's.
    ...(call === null ? [{ id: 'enrol' as const, text: tFleet('code.make'), icon: <KeyRound aria-hidden /> }] : []),
    ...(call === null ? [] : [{ id: 'remove' as const, text: removeText, icon: <PhoneOff aria-hidden /> }]),
  ];
  return (
    <>
      <EntryLimit {...props} onList={() => setOpened('entries')} />
      <footer className={styles['foot']}>
        {canJoin(terminal, view) && call !== null && <JoinDialog {...props} callId={call.callId} isElsewhere={terminal.elsewhere !== null} />}
        {call !== null && !isTalking && (
          <MessageDialog
            act={act}
            catalogue={catalogue}
            callId={call.callId}
            language={call.language}
            messages={terminal.messages}
            sender={{ pointId: view.adviser.pointId }}
          />
        )}
        {call === null && canSetUp(terminal) && (
          <Button kind="secondary" icon={<PhoneCall aria-hidden />} onPress={() => setOpened('setUp')}>
            {t('setUp.title')}
          </Button>
        )}
        <ConnectionDialog {...props} />
        {more.length > 0 && (
          <div className={styles['more']}>
            <MenuButton
              label={
                <>
                  <Ellipsis aria-hidden />
                  <span className="visually-hidden">{t('more', { terminal: inLanguage(terminal.names) })}</span>
                </>
              }
              testId="more"
              acts={more.map(({ id, ...one }) => ({ id, ...one, onPress: () => setOpened(id) }))}
            />
          </div>
        )}
      </footer>
      <SetUpDialog {...props} {...opening('setUp')} />
      <EntriesDialog {...props} {...opening('entries')} />
      <EnrolDialog terminalId={terminal.terminalId} name={inLanguage(terminal.names)} act={act} roleClient={props.roleClient} {...opening('enrol')} />
      {call !== null && (
        <ConfirmDialog
          {...opening('remove')}
          title={t(isTalking ? 'endCallTitle' : 'removeTitle')}
          text={t(isTalking ? 'endCallText' : 'removeText')}
          confirm={removeText}
          cancel={t('cancel', { ns: 'common' })}
          onConfirm={() => void act('adviser:removeFromQueue', { callId: call.callId })}
        />
      )}
    </>
  );
}

/** So many entries in an hour are worth a look, before the terminal takes no more. */
const manyEntries = 9;

function EntryLimit({ terminal: { terminalId, entries }, act, onList }: TerminalProps & { readonly onList: () => void }) {
  const { t } = useTexts('adviser');
  if (entries.made < manyEntries) return null;
  const count = entries.openCallIds.length;
  return (
    <div className={styles['limit']} data-testid="entryLimit">
      <Notice kind="warning">
        <p>{t('entries.many', { count: entries.made })}</p>
        {count > 1 && (
          <Button kind="secondary" onPress={onList}>
            {t('entries.title', { count })}
          </Button>
        )}
        <Button kind="quiet" onPress={() => void act('adviser:liftEntryLimit', { terminalId })}>
          {t('entries.lift')}
        </Button>
      </Notice>
    </div>
  );
}
