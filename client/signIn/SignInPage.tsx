import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { DemoPeople, Subject } from '#shared/contract/http.ts';
import { http } from '#client/api/http.ts';
import { errorText } from '#client/components/errorText.ts';
import { LanguageSwitcher } from '#client/components/LanguageSwitcher.tsx';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { AccessCodeForm } from './AccessCodeForm.tsx';
import { PeopleChooser } from './PeopleChooser.tsx';
import styles from './SignIn.module.css';

/** The front door: in demo mode one chooses who to be, otherwise one gives an access code. */
export default function SignInPage() {
  const { t } = useTexts('signIn');
  const [, navigate] = useLocation();
  const [people, setPeople] = useState<DemoPeople | null>(null);
  const [isDemo, setDemo] = useState<boolean | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const load = async () => {
      const session = await http.session();
      setDemo(session.isDemo);
      if (session.isDemo) setPeople(await http.demoPeople());
    };
    load().catch(setError);
  }, []);

  const enter = (signIn: Promise<Subject>): void => {
    setError(null);
    signIn.then(({ role }) => navigate(`/${role}`), setError);
  };

  return (
    <main className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('title')}</h1>
        <LanguageSwitcher />
      </header>
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
      {isDemo === false && <AccessCodeForm onCode={(code) => enter(http.signIn(code))} />}
      {people !== null && <PeopleChooser people={people} onChoose={(subject) => enter(http.demoSignIn(subject))} />}
    </main>
  );
}
