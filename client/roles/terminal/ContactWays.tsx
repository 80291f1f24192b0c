import { Globe, Phone } from 'lucide-react';
import type { Agency } from '#shared/contract/catalogue.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './OtherWays.module.css';
import { Way } from './Way.tsx';

/** How one reaches the agency without this terminal. The address is to be read: a terminal does not go to other pages. */
export function ContactWays({ agency }: { readonly agency: Agency | undefined }) {
  const { t, inLanguage } = useTexts('terminal');
  if (agency === undefined || (agency.otherWays.phone === undefined && agency.otherWays.web === undefined)) return null;
  const { phone, web } = agency.otherWays;
  return (
    <Way title={t('otherWays.title', { agency: inLanguage(agency.shortNames) })}>
      <div className={styles['contacts']}>
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
      </div>
    </Way>
  );
}
