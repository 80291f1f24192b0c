import { useId } from 'react';
import { Globe, Phone } from 'lucide-react';
import type { Agency } from '#shared/contract/catalogue.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './OtherWays.module.css';

/** How one reaches the agency without this terminal. The address is to be read: a terminal does not go to other pages. */
export function ContactWays({ agency }: { readonly agency: Agency | undefined }) {
  const { t, inLanguage } = useTexts('terminal');
  const id = useId();
  if (agency === undefined || (agency.otherWays.phone === undefined && agency.otherWays.web === undefined)) return null;
  const { phone, web } = agency.otherWays;
  return (
    <section className={styles['contacts']} aria-labelledby={id}>
      <h2 id={id}>{t('otherWays.title', { agency: inLanguage(agency.shortNames) })}</h2>
      {phone !== undefined && (
        <p>
          <Phone aria-hidden />
          {t('otherWays.phone', { phone })}
        </p>
      )}
      {web !== undefined && (
        <p>
          <Globe aria-hidden />
          {t('otherWays.web', { web: new URL(web).host })}
        </p>
      )}
    </section>
  );
}
