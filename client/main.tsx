import 'virtual:design-tokens.css';
import './ui/styles/tokens.css';
import './ui/styles/states.css';
import './ui/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { buildIn } from '#shared/pagesBuild.ts';
import { namespaces } from '#shared/texts/namespaces.ts';
import { InsecurePage } from '#client/app/shell/InsecurePage.tsx';
import { lazyPage } from '#client/features/boundary/lazily.tsx';
import { modeOf, startAppearance } from '#client/ui/appearance.ts';
import { guardBehindDialogs } from '#client/ui/pressGuard.ts';
import { Shell } from '#client/app/shell/Shell.tsx';
import { loadPart } from '#client/app/loadPart.ts';
import { servedBuild } from '#client/app/api/http.ts';
import { startTranslation } from '#client/app/i18n/index.ts';
import { watchDeploys } from '#client/app/state/deployReload.ts';
import { isInCall, openRoleClient } from '#client/app/state/roleClient.ts';
import { watchFaults } from '#client/app/state/faults.ts';

// Each role's page is a chunk of its own: a terminal never downloads a desk.
const SignInPage = lazyPage(() => import('#client/roles/signIn/SignInPage.tsx'), 'signIn', 'accounts');
const StatementPage = lazyPage(() => import('#client/roles/statement/StatementPage.tsx'), 'statement');
const TerminalPage = lazyPage(() => import('#client/roles/terminal/TerminalPage.tsx'), 'terminal', 'connection', 'encryption', 'messages');
const ExpertPage = lazyPage(() => import('#client/roles/expert/ExpertPage.tsx'), 'expert', 'connection', 'messages', 'accounts', 'encryption');
const AdviserPage = lazyPage(() => import('#client/roles/adviser/AdviserPage.tsx'), 'adviser', 'connection', 'messages', 'accounts', 'encryption', 'fleet');
const AdministratorPage = lazyPage(
  () => import('#client/roles/administrator/AdministratorPage.tsx'),
  'administrator',
  'accounts',
  'audit',
  'catalogue',
  'connection',
  'exchange',
  'fleet',
  'forms',
  'offer',
  'onboarding',
  'people',
  'privacy',
  'signInMethods',
);
/** For development and the demo; a build for production (vite's mode of that name) leaves it out. */
const GalleryPage = import.meta.env.MODE === 'production' ? null : lazyPage(() => import('#client/gallery/GalleryPage.tsx'), ...namespaces);
const WallPage = lazyPage(() => import('#client/roles/supervisor/WallPage.tsx'), 'supervisor');
/** The demo's stage, and what a page in one of its frames needs; left out in the same way. */
const StagePage = import.meta.env.MODE === 'production' ? null : lazyPage(() => import('#client/roles/stage/StagePage.tsx'), 'stage');
const SupervisorPage = lazyPage(() => import('#client/roles/supervisor/SupervisorPage.tsx'), 'supervisor', 'accounts');

const Pages = () => (
  <Switch>
    <Route path="/terminal" component={TerminalPage} />
    <Route path="/expert" component={ExpertPage} />
    <Route path="/adviser" component={AdviserPage} />
    <Route path="/accessibility" component={StatementPage} />
    <Route path="/supervisor" component={SupervisorPage} />
    <Route path="/administrator/:section?" component={AdministratorPage} />
    <Route path="/supervisor/wall" component={WallPage} />
    {StagePage !== null && <Route path="/stage" component={StagePage} />}
    {GalleryPage !== null && <Route path="/gallery/:section?" component={GalleryPage} />}
    <Route component={SignInPage} />
  </Switch>
);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
watchFaults();
watchDeploys({
  isInCall: () => isInCall(openRoleClient()),
  ownBuild: () => buildIn(document.head.innerHTML),
  servedBuild,
  storage: () => sessionStorage,
  reload: () => window.location.reload(),
});
guardBehindDialogs(root);
startAppearance(modeOf(window.location.pathname));
startTranslation();
if (import.meta.env.MODE !== 'production' && window.parent !== window) {
  const frame = await loadPart(() => import('#client/roles/stage/frame.ts'));
  await frame.default();
}
createRoot(root).render(
  <StrictMode>
    <Shell>{window.isSecureContext ? <Pages /> : <InsecurePage />}</Shell>
  </StrictMode>,
);
