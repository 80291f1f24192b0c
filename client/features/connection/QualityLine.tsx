import type { Quality } from '#shared/contract/connection.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './QualityLine.module.css';
import { figureText } from './figureTexts.ts';
import { legKey } from './historyRows.ts';
import { whoText } from './legTexts.ts';

/** What stays of a call: how well each could hear, and how the customer found it (F92). */
export function QualityLine({ quality: { scores, rating } }: { readonly quality: Quality }) {
  const { t, language } = useTexts('connection');
  if (scores.length === 0 && rating === null) return null;
  return (
    <ul className={styles['quality']} aria-label={t('quality.title')} data-testid="quality">
      {scores.map(({ leg, ordinal, mean, worst }) => (
        <li key={legKey({ leg, ordinal })}>
          {t('quality.score', { who: whoText(t, { leg, ordinal }), mean: figureText('score', mean, language), worst: figureText('score', worst, language) })}
        </li>
      ))}
      <li data-rating={rating}>{t('quality.rating', { rating: rating === null ? '–' : t(`rating.${rating}`) })}</li>
    </ul>
  );
}
