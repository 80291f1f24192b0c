import { useEffect, useState } from 'react';
import { http } from '#client/app/api/http.ts';
import { fullDate } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { Mark } from '#client/ui/Mark.tsx';
import styles from './StatementPage.module.css';

/** When somebody last read the statement beside the product. */
const reviewedOn = '2026-12-01';
/** The supervising authority's page for complaints. */
const authorityPage = 'https://www.saavutettavuusvaatimukset.fi';
const gaps = ['captions', 'languages', 'readAloud', 'documents'] as const;

/** What the law asks of a public service (306/2019, section 9): how accessible it is, what is not, and where to turn. */
export default function StatementPage() {
  const { t, language } = useTexts('statement');
  const contact = useContact();
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  return (
    <main className={styles['page']}>
      <header className={styles['head']}>
        <Mark />
        <h1>{t('title')}</h1>
        <LanguageSwitcher />
      </header>
      <p>{t('intro', { date: fullDate(reviewedOn, language) })}</p>
      <h2>{t('help.title')}</h2>
      <p>{t('help.text')}</p>
      <h2>{t('status.title')}</h2>
      <p>{t('status.text')}</p>
      <ul className={styles['list']}>
        {gaps.map((gap) => (
          <li key={gap}>{t(`status.gaps.${gap}`)}</li>
        ))}
      </ul>
      <h2>{t('how.title')}</h2>
      <p>{t('how.text')}</p>
      <h2>{t('feedback.title')}</h2>
      <p>{t('feedback.text')}</p>
      {contact !== '' && <p data-testid="contact">{t('feedback.contact', { contact })}</p>}
      <p>{t('feedback.time')}</p>
      <h2>{t('appeal.title')}</h2>
      <p>{t('appeal.text')}</p>
      <p>
        {t('appeal.authority')}
        <br />
        {t('appeal.phone')}
        <br />
        {authorityPage}
      </p>
      <div>
        <Button kind="secondary" size="large" onPress={() => window.history.back()}>
          {t('back')}
        </Button>
      </div>
    </main>
  );
}

/** Where the operator wants to be reached; empty until it is known, and where none is given. */
function useContact(): string {
  const [contact, setContact] = useState('');
  useEffect(() => {
    // Without an answer the page still says everything else.
    http.session().then(
      (session) => setContact(session.accessibilityContact),
      () => setContact(''),
    );
  }, []);
  return contact;
}
