import { Monitor, Plus } from 'lucide-react';
import { useState } from 'react';
import { type TerminalId, terminalIdSchema } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { EnrolDialog } from '#client/features/fleet/EnrolDialog.tsx';
import { textOf, textsOf } from '#client/roles/administrator/catalogue/editing/content.ts';
import { LocalisedRows } from '#client/roles/administrator/catalogue/editing/LocalisedRows.tsx';
import type { Editing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import { ValidityFields } from '#client/roles/administrator/catalogue/editing/ValidityFields.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card } from '#client/ui/Card.tsx';
import { newTerminal } from './newPoint.ts';

type Props = DeskProps & { readonly editing: Editing; readonly pointId: string };
type Enrolling = { readonly terminalId: TerminalId; readonly name: string };

/** The names of the point's terminals, and a new one. What is in use can be connected here; how each terminal is stands in their own section. */
export function Terminals({ view, act, roleClient, editing, pointId }: Props) {
  const { t, inLanguage } = useTexts('catalogue');
  const { t: tFleet } = useTexts('fleet');
  const [enrolling, setEnrolling] = useState<Enrolling | null>(null);
  const terminals = editing.all('terminal').filter(({ content }) => textOf(content, 'pointId') === pointId);
  const add = (): void => {
    const terminal = newTerminal(pointId, terminals.length + 1);
    editing.put('terminal', textOf(terminal, 'id'), terminal, null);
  };
  return (
    <>
      {terminals.map(({ id, content }) => (
        <Card key={id} data-testid={`terminal-${id}`}>
          <LocalisedRows content={content} rows={[{ name: 'names', label: t('field.names') }]} onChange={(next) => editing.put('terminal', id, next)} />
          <ValidityFields content={content} now={view.now} isNew={editing.isNew('terminal', id)} onChange={(next) => editing.put('terminal', id, next)} />
          {!editing.isNew('terminal', id) && (
            <Button
              kind="secondary"
              icon={<Monitor aria-hidden />}
              data-testid="connectMachine"
              onPress={() => setEnrolling({ terminalId: terminalIdSchema.parse(id), name: inLanguage(textsOf(content, 'names')) })}
            >
              {tFleet('act.enrol')}
            </Button>
          )}
        </Card>
      ))}
      <Button kind="secondary" icon={<Plus aria-hidden />} onPress={add} data-testid="newTerminal">
        {t('points.newTerminal')}
      </Button>
      {enrolling !== null && <EnrolDialog roleClient={roleClient} act={act} {...enrolling} isOpen onOpenChange={(isOpen) => !isOpen && setEnrolling(null)} />}
    </>
  );
}
