import type { Role } from '#shared/contract/define.ts';
import type { ViewOf } from '#shared/contract/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { Session } from '#server/platform/gateway/port.ts';
import type { Hours } from '#server/hours/index.ts';
import { readAdministratorView } from './administratorView.ts';
import { readAdviserView } from './adviserView.ts';
import { readExpertView } from './expertView.ts';
import { readSupervisorView } from './supervisorView.ts';
import { readTerminalView } from './terminalView.ts';

/** What views are read from, beside the database. */
export type ViewSources = { readonly catalogue: CatalogueReader; readonly hours: Hours };

/** The view of the page's role. */
export async function readView({ catalogue, hours }: ViewSources, tx: Transaction, session: Session): Promise<ViewOf<Role>> {
  switch (session.role) {
    case 'terminal':
      return readTerminalView(tx, catalogue, hours, session.id);
    case 'expert':
      return readExpertView(tx, catalogue, session.id);
    case 'supervisor':
      return readSupervisorView(tx, catalogue, hours, session.id);
    case 'adviser':
      return readAdviserView(tx, catalogue, hours, session.id);
    case 'administrator':
      return readAdministratorView(tx, catalogue, session.id);
  }
}
