import { Activity, ClipboardList, FileText, MessageSquare, NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { SideChat } from '#client/features/chat/SideChat.tsx';
import { useUnread } from '#client/features/chat/useUnread.ts';
import { FormChoice, FormDesk } from '#client/features/forms/lazyForms.ts';
import { Blank } from '#client/ui/Card.tsx';
import { Tabs } from '#client/ui/Tabs.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './CallTabs.module.css';
import { ConnectionTab, standingIn } from './ConnectionTab.tsx';
import { MatterTab } from './MatterTab.tsx';
import type { CallProps } from './props.ts';
import { ShareNoteForm } from './ShareNoteForm.tsx';

export type TabId = 'matter' | 'form' | 'chat' | 'notes' | 'connection';

/** Beside the picture: the matter, what is written, what is told on, and the connection. */
export function CallTabs({ firstTab = 'matter', ...props }: CallProps & { readonly firstTab?: TabId | undefined }) {
  const { roleClient, view, act, call } = props;
  const { t } = useTexts('expert');
  const [selected, setSelected] = useState<TabId>(firstTab);
  const unread = useUnread(roleClient, call.callId, selected === 'chat');
  const isOwnCall = call.askedBy === null;
  const hasAdviser = call.advisers.some(({ role }) => role === 'adviser');
  const isChatOpen = isOwnCall && hasAdviser;
  const items = [
    {
      id: 'matter' as const,
      title: t('tabs.matter'),
      icon: <ClipboardList aria-hidden />,
      content: <MatterTab {...props} onShare={() => setSelected('notes')} />,
    },
    ...(isOwnCall
      ? [
          {
            id: 'form' as const,
            title: t('tabs.form'),
            icon: <FileText aria-hidden />,
            content: <FormTab {...props} isShown={selected === 'form'} />,
          },
        ]
      : []),
    {
      id: 'chat' as const,
      title: t('tabs.chat'),
      icon: <MessageSquare aria-hidden />,
      count: unread,
      content: (
        <>
          {!isChatOpen && <Blank icon={<MessageSquare aria-hidden />}>{t('tabs.noAdviser')}</Blank>}
          {isOwnCall && (
            // It stays when the adviser leaves, with what was said.
            <div className={styles['chat']} hidden={!isChatOpen}>
              <SideChat roleClient={roleClient} act={act} callId={call.callId} ownName={view.expert.displayName} />
            </div>
          )}
        </>
      ),
    },
    ...(isOwnCall
      ? [
          {
            id: 'notes' as const,
            title: t('tabs.notes'),
            icon: <NotebookPen aria-hidden />,
            content: <ShareNoteForm {...props} />,
          },
        ]
      : []),
    {
      id: 'connection' as const,
      title: t('tabs.connection'),
      icon: <Activity aria-hidden />,
      count: standingIn(props).length,
      content: <ConnectionTab {...props} />,
    },
  ];
  return (
    <section className={styles['tabs']} aria-label={t('tabs.label')}>
      <Tabs label={t('tabs.label')} items={items} selected={selected} onSelect={setSelected} />
    </section>
  );
}

/** Nothing of forms is loaded before the tab is looked at, or a form is open. */
function FormTab({ roleClient, act, call, isShown }: CallProps & { readonly isShown: boolean }) {
  const { callId, form, language } = call;
  if (form !== null) return <FormDesk key={form.documentId} {...{ roleClient, act, callId, form }} />;
  return isShown ? <FormChoice {...{ act, callId, language }} /> : null;
}
