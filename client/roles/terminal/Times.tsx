import { type ComponentProps, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Segments } from '#client/ui/Segments.tsx';
import { AnotherTime } from './AnotherTime.tsx';
import { OtherPlaces } from './OtherPlaces.tsx';

/** When one can come instead: to the video, or to the expert who visits this point; where there are both, one of them at a time. */
export function Times(props: ComponentProps<typeof OtherPlaces>) {
  const { t } = useTexts('terminal');
  const [isHere, setHere] = useState(false);
  const { service, pointId, ...booking } = props;
  if (!service.channels.includes('remote')) return <OtherPlaces {...props} />;
  const hasBoth = service.visitingDays.some((day) => day.pointId === pointId);
  return (
    <>
      {hasBoth && (
        <Segments
          label={t('times.how')}
          value={isHere ? 'here' : 'video'}
          options={[
            { id: 'video', text: t('times.video') },
            { id: 'here', text: t('times.here') },
          ]}
          onChange={(how) => setHere(how === 'here')}
        />
      )}
      {hasBoth && isHere ? <OtherPlaces {...props} /> : <AnotherTime {...booking} />}
    </>
  );
}
