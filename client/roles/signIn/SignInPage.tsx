import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import type { Role } from '#shared/contract/define.ts';
import type { DemoPeople, SessionInfo, Subject } from '#shared/contract/http.ts';
import { http } from '#client/app/api/http.ts';
import { errorText } from '#client/app/shell/errorText.ts';
import { Button } from '#client/ui/Button.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { Doors } from './Doors.tsx';
import { GoOn } from './GoOn.tsx';
import { Hero } from './Hero.tsx';
import { StaffSignIn } from './StaffSignIn.tsx';
import styles from './SignIn.module.css';

/** The front door: in demo mode one sees a whole visit or chooses who to be, otherwise one signs in. */
export default function SignInPage() {
  const { t } = useTexts('signIn');
  const [path, navigate] = useLocation();
  const isFirst = path === '/first-administrator';
  const refused = useHistoryState<{ readonly refused: Role } | null>()?.refused;
  const [people, setPeople] = useState<DemoPeople | null>(null);
  const [session, setSession] = useState<SessionInfo | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const load = async () => {
      const found = await http.session();
      const [only, ...others] = found.subjects;
      // Whom the server has just refused would only be sent back here.
      if (!found.isDemo && only !== undefined && others.length === 0 && only.role !== refused) return navigate(`/${only.role}`, { replace: true });
      setSession(found);
      if (found.isDemo) setPeople(await http.demoPeople());
    };
    load().catch(setError);
  }, [navigate, refused]);

  const enter = (signIn: Promise<Subject>): void => {
    setError(null);
    signIn.then(({ role }) => navigate(`/${role}`), setError);
  };

  const isDemo = session?.isDemo === true;
  return (
    <div className={styles['page']} data-demo={isDemo || undefined}>
      <Hero tools={isDemo && <LanguageSwitcher />}>{isDemo && <ToStage />}</Hero>
      <main className={styles['main']}>
        {!isDemo && (
          <div className={styles['languages']}>
            <LanguageSwitcher />
          </div>
        )}
        {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
        {session !== null && session.subjects.length > 0 && <GoOn subjects={session.subjects} />}
        {session?.isDemo === false && <StaffSignIn isFirst={isFirst} onSignedIn={({ role }) => navigate(`/${role}`)} />}
        {people !== null && <Doors people={people} onChoose={(subject) => enter(http.demoSignIn(subject))} />}
        <p>
          <a className={styles['statement']} href="/accessibility">
            {t('statement')}
          </a>
        </p>
      </main>
    </div>
  );
}

/** Demo mode: to the stage, where one sees a whole visit. */
function ToStage() {
  const { t } = useTexts('signIn');
  const [, navigate] = useLocation();
  return (
    <>
      <Button size="large" icon={<Play aria-hidden />} data-testid="toStage" onPress={() => navigate('/stage')}>
        {t('toStage')}
      </Button>
      <p className={styles['note']}>{t('toStageHelp')}</p>
    </>
  );
}
