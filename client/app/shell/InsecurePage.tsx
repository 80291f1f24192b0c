import { staffLanguages } from '#shared/language.ts';
import styles from '#client/ui/PartFault.module.css';
import { useTexts } from '#client/app/i18n/index.ts';

/**
 * In place of every page over plain HTTP: the browser gives no camera, no microphone and no random ids there, and what is said and who is
 * signed in could be read on the way, so the desks without media do not open either.
 */
export function InsecurePage() {
  const { t } = useTexts('builtIn');
  const { host, pathname } = window.location;
  const secure = `https://${host}${pathname}`;
  return (
    <main className={`${styles['fault']} ${styles['page']}`} data-testid="insecure">
      {staffLanguages.map((language) => (
        <section key={language} lang={language} className={styles['call']}>
          <h1>{t('insecure.title', { lng: language })}</h1>
          <p>{t('insecure.text', { lng: language })}</p>
          <p>{t('insecure.customer', { lng: language })}</p>
          <p>{t('insecure.staff', { lng: language })}</p>
        </section>
      ))}
      <a className={styles['link']} href={secure}>
        {secure}
      </a>
    </main>
  );
}
