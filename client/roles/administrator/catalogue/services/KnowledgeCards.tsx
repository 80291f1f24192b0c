import { Plus, Trash2 } from 'lucide-react';
import type { LooseContent } from '#shared/administration/records.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card, Section } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { objectsOf, textOf, withValue } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';

type Props = { readonly content: LooseContent; readonly onChange: (content: LooseContent) => void };

/** What advisers and experts look up about a service (F59). */
export function KnowledgeCards({ content, onChange }: Props) {
  const { t } = useTexts('catalogue');
  const cards = objectsOf(content, 'knowledge');
  const put = (next: readonly LooseContent[]): void => onChange(withValue(content, 'knowledge', next.length === 0 ? undefined : [...next]));
  const putCard = (index: number, card: LooseContent): void => put(cards.with(index, card));
  return (
    <Section title={t('knowledge.title')}>
      {cards.map((card, index) => (
        <Card key={textOf(card, 'id')}>
          <LocalisedRows
            content={card}
            rows={[
              { name: 'titles', label: t('field.titles') },
              { name: 'texts', label: t('field.texts'), lines: 3 },
            ]}
            onChange={(next) => putCard(index, next)}
          />
          <Field label={t('knowledge.link')} value={textOf(card, 'link')} inputMode="url" onChange={(link) => putCard(index, withValue(card, 'link', link))} />
          <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => put(cards.filter((one) => one !== card))}>
            {t('knowledge.remove')}
          </Button>
        </Card>
      ))}
      <Button
        kind="secondary"
        icon={<Plus aria-hidden />}
        onPress={() => put([...cards, { id: crypto.randomUUID().slice(0, 8), titles: {}, texts: {} }])}
        data-testid="addKnowledge"
      >
        {t('knowledge.add')}
      </Button>
    </Section>
  );
}
