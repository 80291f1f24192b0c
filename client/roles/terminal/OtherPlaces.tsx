import type { ComponentProps } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { VisitingTimes } from './VisitingTimes.tsx';
import { Way } from './Way.tsx';

/** Where else the service can be had: at the agency's own office, or here on the days when its expert visits (F32, F33). */
export function OtherPlaces(props: ComponentProps<typeof VisitingTimes>) {
  const { t } = useTexts('terminal');
  return (
    <>
      {props.service.channels.includes('onSite') && (
        <Way title={t('otherPlaces.title')} testId="otherPlaces">
          <p>{t('otherPlaces.onSite')}</p>
        </Way>
      )}
      <VisitingTimes {...props} />
    </>
  );
}
