import type { EmptyPoint, FleetTerminal } from '#shared/fleet/contract.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';

/** What each of the dialogs about one terminal gets. */
export type TerminalDialogProps = DeskProps & {
  readonly terminal: FleetTerminal;
  readonly emptyPoints: readonly EmptyPoint[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
};
