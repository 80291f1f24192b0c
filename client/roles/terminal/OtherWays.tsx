import type { Agency } from '#shared/contract/catalogue.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './Terminal.module.css';

/** How one reaches the agency without this terminal. The address is to be read: a terminal does not go to other pages. */
export function OtherWays({ agency }: { readonly agency: Agency | undefined }) {
  const { t, inLanguage } = useTexts('terminal');
  if (agency === undefined || (agency.otherWays.phone === undefined && agency.otherWays.web === undefined)) return null;
  const { phone, web } = agency.otherWays;
  return (
    <section className={styles['stack']} aria-labelledby="other-ways">
      <h2 id="other-ways">{t('otherWays.title', { agency: inLanguage(agency.shortNames) })}</h2>
      {phone !== undefined && <p>{t('otherWays.phone', { phone })}</p>}
      {web !== undefined && <p>{t('otherWays.web', { web: new URL(web).host })}</p>}
    </section>
  );
}
