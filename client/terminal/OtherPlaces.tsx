import type { Service } from '#shared/contract/catalogue.ts';
import type { Instant } from '#shared/instant.ts';
import { useTexts } from '#client/i18n/index.ts';
import styles from './Terminal.module.css';

type Props = { readonly service: Service; readonly pointId: string; readonly now: Instant };

/** Where else the service can be had: at the agency's own office, or here on the days when its expert visits (F32, F33). */
export function OtherPlaces({ service, pointId, now }: Props) {
  const { t, language } = useTexts('terminal');
  const today = new Date(now).toISOString().slice(0, 10);
  const days = service.visitingDays.filter((day) => day.pointId === pointId && day.date >= today).sort((a, b) => a.date.localeCompare(b.date));
  if (!service.channels.includes('onSite') && days.length === 0) return null;
  const dayText = (date: string): string =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'long', day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  return (
    <section className={styles['stack']} aria-labelledby="other-places" data-testid="otherPlaces">
      <h2 id="other-places">{t('otherPlaces.title')}</h2>
      {service.channels.includes('onSite') && <p>{t('otherPlaces.onSite')}</p>}
      {days.length > 0 && <p>{t('otherPlaces.visiting')}</p>}
      <ul>
        {days.map(({ date, from, to }) => (
          <li key={`${date}-${from}`}>{t('otherPlaces.day', { day: dayText(date), from, to })}</li>
        ))}
      </ul>
    </section>
  );
}
