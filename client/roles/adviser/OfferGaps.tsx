import { useEffect, useState } from 'react';
import type { OfferGap } from '#shared/offer/offer.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { noteRefusal } from '#client/app/shell/useRequest.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Notice } from '#client/ui/Notice.tsx';
import type { DeskProps } from './props.ts';

/** What the point lacks of what was agreed (F99); read anew with the catalogue. */
export function OfferGaps({ act, view, catalogue }: DeskProps) {
  const { t, inLanguage } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const [gaps, setGaps] = useState<readonly OfferGap[]>([]);
  const { catalogueVersion } = view;
  useEffect(() => {
    let isCurrent = true;
    void act('minimumOffer:gaps', {}, noteRefusal).then((reply) => {
      if (isCurrent && reply !== null) setGaps(reply.gaps);
    });
    return () => {
      isCurrent = false;
    };
  }, [act, catalogueVersion]);
  if (gaps.length === 0) return null;
  const pointName = (pointId: string): string => {
    const point = catalogue.points.find(({ id }) => id === pointId);
    return point === undefined ? pointId : inLanguage(point.names);
  };
  return (
    <Notice kind="warning" title={t('offerGaps.title')}>
      <ul data-testid="offerGaps">
        {gaps.map(({ pointId, agencyId, serviceId, channel }) => (
          <li key={`${pointId} ${agencyId} ${serviceId} ${channel}`}>
            {[agencyShortName(agencyId), ...(serviceId === null ? [] : [serviceName(serviceId)]), t(`offerGaps.channel.${channel}`), pointName(pointId)].join(
              ', ',
            )}
          </li>
        ))}
      </ul>
      <p>{t('offerGaps.text')}</p>
    </Notice>
  );
}
