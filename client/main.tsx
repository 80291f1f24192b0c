import '@fontsource-variable/source-sans-3';
import 'virtual:design-tokens.css';
import './styles/base.css';
import { StrictMode, Suspense, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { guardBehindDialogs } from '#client/components/pressGuard.ts';
import { Shell } from '#client/components/Shell.tsx';
import { startTranslation } from '#client/i18n/index.ts';

// Each face is loaded apart: a terminal never downloads a desk.
const SignInPage = lazy(() => import('#client/signIn/SignInPage.tsx'));
const TerminalPage = lazy(() => import('#client/terminal/TerminalPage.tsx'));
const ExpertPage = lazy(() => import('#client/expert/ExpertPage.tsx'));
const AdviserPage = lazy(() => import('#client/adviser/AdviserPage.tsx'));
const SupervisorPage = lazy(() => import('#client/supervisor/SupervisorPage.tsx'));

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
await startTranslation();
guardBehindDialogs(root);
createRoot(root).render(
  <StrictMode>
    <Shell>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/terminal" component={TerminalPage} />
          <Route path="/expert" component={ExpertPage} />
          <Route path="/adviser" component={AdviserPage} />
          <Route path="/supervisor" component={SupervisorPage} />
          <Route component={SignInPage} />
        </Switch>
      </Suspense>
    </Shell>
  </StrictMode>,
);
