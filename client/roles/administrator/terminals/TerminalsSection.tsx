import { CircleCheck, Plus } from 'lucide-react';
import { useState } from 'react';
import type { EmptyPoint, FleetTerminal } from '#shared/fleet/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { EnrolDialog } from '#client/features/fleet/EnrolDialog.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { State } from '#client/ui/State.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import type { TerminalAct } from './acts.ts';
import { AddDialog } from './AddDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { TerminalTable } from './TerminalTable.tsx';
import { useFleet } from './useFleet.ts';

type Opened = { readonly act: TerminalAct; readonly terminalId: string } | null;

/** The terminals that the administrator looks after: how each is, and who may be one. */
export function TerminalsSection(props: DeskProps) {
  const { t } = useTexts('fleet');
  const { fleet, read } = useFleet(props);
  const [isAdding, setAdding] = useState(false);
  const [opened, setOpened] = useState<Opened>(null);
  if (fleet === null) return <Loading />;
  const { terminals, emptyPoints } = fleet;
  const inUse = terminals.filter(({ state }) => state !== 'notEnrolled' && state !== 'offline').length;
  const close = (): void => {
    setOpened(null);
    void read();
  };
  return (
    <Panel
      title={t('title')}
      isFlush
      tools={
        <>
          <State kind={inUse === terminals.length ? 'good' : 'off'} look="plain" icon={<CircleCheck aria-hidden />}>
            {t('connected', { count: inUse, all: terminals.length })}
          </State>
          <Button kind="secondary" icon={<Plus aria-hidden />} onPress={() => setAdding(true)} data-testid="addTerminal">
            {t('add.action')}
          </Button>
        </>
      }
    >
      <TerminalTable {...props} terminals={terminals} emptyPoints={emptyPoints} onAct={(act, { terminalId }) => setOpened({ act, terminalId })} />
      <AddDialog
        {...props}
        emptyPoints={emptyPoints}
        isOpen={isAdding}
        onOpenChange={setAdding}
        onAdded={(terminalId) => {
          void read();
          setOpened({ act: 'enrol', terminalId });
        }}
      />
      <OpenedDialog
        {...props}
        emptyPoints={emptyPoints}
        terminal={terminals.find(({ terminalId }) => terminalId === opened?.terminalId)}
        open={opened?.act ?? null}
        onClose={close}
      />
    </Panel>
  );
}

type OpenedProps = DeskProps & {
  readonly terminal: FleetTerminal | undefined;
  readonly emptyPoints: readonly EmptyPoint[];
  readonly open: TerminalAct | null;
  readonly onClose: () => void;
};

function OpenedDialog({ terminal, open, onClose, ...props }: OpenedProps) {
  const { inLanguage } = useTexts('fleet');
  if (terminal === undefined || open === null) return null;
  const dialog = { ...props, terminal, isOpen: true, onOpenChange: (isOpen: boolean) => !isOpen && onClose() };
  switch (open) {
    case 'enrol':
      return <EnrolDialog {...dialog} terminalId={terminal.terminalId} name={inLanguage(terminal.names)} />;
    case 'rename':
      return <RenameDialog {...dialog} />;
    case 'move':
      return <MoveDialog {...dialog} />;
    case 'revoke':
      return <RevokeDialog {...dialog} />;
  }
}
