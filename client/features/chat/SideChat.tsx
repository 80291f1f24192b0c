import { useId } from 'react';
import { Form } from 'react-aria-components';
import type { CallId } from '#shared/ids.ts';
import { chatMaxLength } from '#shared/chat/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useDraft } from '#client/app/state/drafts.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import styles from './SideChat.module.css';
import { type ActOf } from '#client/app/shell/useRequest.ts';
import { useChatMessages } from './useChatMessages.ts';

type Props = {
  readonly roleClient: RoleClient<'expert'> | RoleClient<'adviser'>;
  readonly act: ActOf<'chat:send'>;
  readonly callId: CallId;
  readonly ownName: string;
};

/**
 * A line of text between adviser and expert, beside what is spoken (F55); an adviser's may go to the customer too. It is kept nowhere but
 * on the open page.
 */
export function SideChat({ roleClient, act, callId, ownName }: Props) {
  const { t } = useTexts('common');
  const { messages, add } = useChatMessages(roleClient, callId);
  const [text, setText] = useDraft(callId, 'chat');
  const titleId = useId();
  const isAdviser = roleClient.role === 'adviser';
  const send = async (to: 'everybody' | 'staff'): Promise<void> => {
    const message = text.trim();
    if (message === '' || !(await act('chat:send', { callId, text: message, to }))) return;
    add({ callId, byName: ownName, text: message, to });
    setText('');
  };
  return (
    <section className={styles['chat']} aria-labelledby={titleId} data-testid="sideChat">
      <h3 id={titleId}>{t(isAdviser ? 'chat.titleAdviser' : 'chat.titleExpert')}</h3>
      <ol role="log" aria-labelledby={titleId}>
        {messages.map(({ byName, text: said, to }, index) => (
          <li key={`${index} ${said}`} className={styles['line']} data-own={byName === ownName || undefined}>
            <strong>{byName}</strong>: {said} {to === 'everybody' && <span className={styles['to']}>{t('chat.toBoth')}</span>}
          </li>
        ))}
      </ol>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          void send(isAdviser ? 'everybody' : 'staff');
        }}
      >
        <Field label={t(isAdviser ? 'chat.labelAdviser' : 'chat.labelExpert')} value={text} onChange={setText} maxLength={chatMaxLength} />
        <div className={styles['row']}>
          <Button type="submit" kind="secondary">
            {t(isAdviser ? 'chat.sendBoth' : 'chat.send')}
          </Button>
          {isAdviser && (
            <Button kind="secondary" onPress={() => void send('staff')}>
              {t('chat.sendExpert')}
            </Button>
          )}
        </div>
      </Form>
    </section>
  );
}
