import { MessageSquare, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { LooseContent } from '#shared/administration/records.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { ChangeBar, Drafts } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { objectsOf, textOf, textsOf, withValue } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';
import { type Known, useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Card, Panel } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Loading } from '#client/ui/Loading.tsx';

const mostMessages = 30;
const longest = 200;

/** What experts of an agency and advisers of a point can say to who waits by a press (F9, F102). */
export function ReadyMessagesSection(desk: DeskProps) {
  const { t, inLanguage } = useTexts('catalogue');
  const editing = useEditing(desk);
  const [wanted, setWanted] = useState<string | null>(null);
  if (!editing.isKnown) return <Loading />;
  const owners = [...editing.all('agency'), ...editing.all('point')];
  const keyOf = ({ kind, id }: Known): string => `${kind} ${id}`;
  const owner = owners.find((one) => keyOf(one) === wanted) ?? owners[0];
  if (owner === undefined) return <Blank icon={<MessageSquare aria-hidden />}>{t('ready.none')}</Blank>;
  const nameOf = ({ id, content }: Known): string => (Object.keys(textsOf(content, 'names')).length === 0 ? id : inLanguage(textsOf(content, 'names')));
  const messages = objectsOf(owner.content, 'readyMessages');
  const put = (next: readonly LooseContent[]): void =>
    editing.put(owner.kind, owner.id, withValue(owner.content, 'readyMessages', next.length === 0 ? undefined : [...next]));
  return (
    <Panel
      title={t('ready.title')}
      tools={
        messages.length < mostMessages && (
          <Button
            kind="secondary"
            icon={<Plus aria-hidden />}
            onPress={() => put([...messages, { id: crypto.randomUUID().slice(0, 8), texts: {} }])}
            data-testid="addMessage"
          >
            {t('ready.add')}
          </Button>
        )
      }
      foot={<ChangeBar {...desk} editing={editing} />}
      data-testid="readyMessages"
    >
      <Choice
        label={t('ready.of')}
        value={keyOf(owner)}
        options={owners.map((one) => ({ id: keyOf(one), text: nameOf(one) }))}
        testId="messagesOf"
        onChange={setWanted}
      />
      <Drafts editing={editing} />
      {messages.length === 0 && <p>{t('ready.empty')}</p>}
      {messages.map((message, index) => (
        <Card key={textOf(message, 'id')}>
          <LocalisedRows
            content={message}
            rows={[{ name: 'texts', label: t('ready.text'), lines: 2, maxLength: longest }]}
            onChange={(next) => put(messages.with(index, next))}
          />
          <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => put(messages.filter((one) => one !== message))}>
            {t('ready.remove')}
          </Button>
        </Card>
      ))}
    </Panel>
  );
}
