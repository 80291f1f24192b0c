import { Plus, Trash2 } from 'lucide-react';
import type { LooseContent } from '#shared/administration/records.ts';
import { outcomeCodes, referralCodes } from '#shared/call/lifecycle.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card, Section } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import { objectsOf, textOf, withValue } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';

type Props = {
  readonly name: 'outcomes' | 'referrals';
  readonly title: string;
  readonly content: LooseContent;
  readonly onChange: (content: LooseContent) => void;
};
const any = 'any';

/** An agency's own codes, each with its names and the common code that it refines; an expert chooses among them in the wrap-up. */
export function Codes({ name, title, content, onChange }: Props) {
  const { t } = useTexts('catalogue');
  const { t: tExpert } = useTexts('expert');
  const codes = objectsOf(content, name);
  const put = (next: readonly LooseContent[]): void => onChange(withValue(content, name, next.length === 0 ? undefined : [...next]));
  const common =
    name === 'outcomes'
      ? outcomeCodes.map((id) => ({ id, text: tExpert(`wrapUp.outcomeCode.${id}`) }))
      : referralCodes.map((id) => ({ id, text: tExpert(`wrapUp.referralCode.${id}`) }));
  return (
    <Section title={title}>
      {codes.map((code, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the code itself is being written
        <Card key={index}>
          <Field label={t('codes.code')} value={textOf(code, 'code')} onChange={(text) => put(codes.with(index, { ...code, code: text }))} />
          <Choice
            label={t(`codes.refines.${name}`)}
            value={textOf(code, 'refines') === '' ? any : textOf(code, 'refines')}
            options={[{ id: any, text: t('codes.refines.any') }, ...common]}
            testId={`refines-${name}-${index}`}
            onChange={(chosen) => put(codes.with(index, withValue(code, 'refines', chosen === any ? undefined : chosen)))}
          />
          <LocalisedRows content={code} rows={[{ name: 'names', label: t('field.names') }]} onChange={(next) => put(codes.with(index, next))} />
          <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => put(codes.filter((one) => one !== code))}>
            {t('codes.remove')}
          </Button>
        </Card>
      ))}
      <Button kind="secondary" icon={<Plus aria-hidden />} onPress={() => put([...codes, { code: '', names: {} }])} data-testid={`add-${name}`}>
        {t('codes.add')}
      </Button>
    </Section>
  );
}
