import { useCallback, useEffect, useState } from 'react';
import type { MinimumOffer, OfferGap } from '#shared/offer/offer.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { State } from '#client/ui/State.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Actors } from './Actors.tsx';
import { Agreed } from './Agreed.tsx';
import styles from './Offer.module.css';

/** What points are to offer at least, what they lack, and which actors serve where. */
export function OfferSection(desk: DeskProps) {
  const { act, view, catalogue } = desk;
  const { scope } = view.administrator;
  const [known, setKnown] = useState<{ readonly offers: readonly MinimumOffer[]; readonly gaps: readonly OfferGap[] } | null>(null);
  const reload = useCallback(
    () =>
      act('minimumOffer:read', {}).then((reply) => {
        if (reply !== null) setKnown(reply);
      }),
    [act],
  );
  useEffect(() => void reload(), [reload, view.catalogueVersion]);
  const hasPoints = scope.kind !== 'agency';
  const hasAgencies = scope.kind === 'nation' || scope.kind === 'agency';
  return (
    <div className={styles['section']}>
      {hasPoints && known !== null && <Agreed {...desk} offers={known.offers} onChanged={() => void reload()} />}
      {hasPoints && known !== null && <Gaps gaps={known.gaps} catalogue={catalogue} />}
      {hasAgencies && <Actors {...desk} />}
    </div>
  );
}

function Gaps({ gaps, catalogue }: { readonly gaps: readonly OfferGap[] } & Pick<DeskProps, 'catalogue'>) {
  const { t, inLanguage } = useTexts('offer');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const pointName = (pointId: string): string => {
    const point = catalogue.points.find(({ id }) => id === pointId);
    return point === undefined ? pointId : inLanguage(point.names);
  };
  return (
    <Panel title={t('gaps.title')} isFlush tools={gaps.length > 0 && <State kind="poor">{t('gaps.count', { count: gaps.length })}</State>}>
      <DataTable
        caption={t('gaps.title')}
        columns={[
          { id: 'point', title: t('gaps.point') },
          { id: 'what', title: t('gaps.what') },
          { id: 'why', title: t('gaps.why') },
        ]}
        rows={gaps.map(({ pointId, agencyId, serviceId, channel, reason }) => ({
          id: `${pointId} ${agencyId} ${serviceId} ${channel}`,
          testId: `gap-${pointId}`,
          cells: [
            pointName(pointId),
            [agencyShortName(agencyId), serviceId === null ? t('agreed.any') : serviceName(serviceId), t(`channel.${channel}`)].join(', '),
            <State key="why" kind="poor" look="plain">
              {t(`reason.${reason}`)}
            </State>,
          ],
        }))}
        empty={<State kind="good">{t('gaps.none')}</State>}
      />
    </Panel>
  );
}
