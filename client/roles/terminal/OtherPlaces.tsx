import type { ComponentProps } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { VisitingTimes } from './VisitingTimes.tsx';
import styles from './Terminal.module.css';

/** Where else the service can be had: at the agency's own office, or here on the days when its expert visits (F32, F33). */
export function OtherPlaces(props: ComponentProps<typeof VisitingTimes>) {
  const { t } = useTexts('terminal');
  return (
    <>
      {props.service.channels.includes('onSite') && (
        <section className={styles['stack']} aria-labelledby="other-places" data-testid="otherPlaces">
          <h2 id="other-places">{t('otherPlaces.title')}</h2>
          <p>{t('otherPlaces.onSite')}</p>
        </section>
      )}
      <VisitingTimes {...props} />
    </>
  );
}
