import { useLocation } from 'wouter';
import type { SessionInfo } from '#shared/contract/http.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SignIn.module.css';

/** The pages that this browser is signed in for. */
export function GoOn({ subjects }: Pick<SessionInfo, 'subjects'>) {
  const { t } = useTexts('signIn');
  const [, navigate] = useLocation();
  return (
    <section aria-labelledby="goOn-title" data-testid="goOn">
      <h2 id="goOn-title">{t('goOn')}</h2>
      <div className={styles['people']}>
        {subjects.map(({ role, id }) => (
          <Button key={role} onPress={() => navigate(`/${role}`)}>
            {t(`goOnAs.${role}`, { id })}
          </Button>
        ))}
      </div>
    </section>
  );
}
