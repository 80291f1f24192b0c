import type { Figures } from '#shared/connection/figures.ts';
import type { LegSeries } from '#shared/contract/connection.ts';
import type { useTexts } from '#client/app/i18n/index.ts';
import { figureText } from './figureTexts.ts';
import type { LegName } from './historyRows.ts';

type Texts = ReturnType<typeof useTexts>['t'];

/** Whose connection it is; the first of a role needs no number. */
export const whoText = (t: Texts, { leg, ordinal }: LegName): string => (ordinal === 1 ? t(`whose.${leg}`) : `${t(`whose.${leg}`)} ${ordinal}`);

/** Which way media takes, as in “UDP, direct”; null where it is not known. */
export function pathText(t: Texts, { protocol, candidateType }: Pick<Figures, 'protocol' | 'candidateType'>): string | null {
  if (protocol === null && candidateType === null) return null;
  const way = candidateType === null ? null : t(candidateType === 'relay' ? 'path.relay' : 'path.direct');
  return [protocol === null ? null : t(`path.${protocol}`), way].filter((part) => part !== null).join(', ');
}

/** How much of the picture is sent, as it stands within a line. */
export const qualityText = (t: Texts, language: string, { quality }: Pick<Figures, 'quality'>): string =>
  quality === null ? '–' : t(`quality.${quality}`).toLocaleLowerCase(language);

/** What the newest looks at a leg say: loss on the worse way, delay, path and picture; undefined where nothing is known. */
export function legFacts(t: Texts, language: string, { points }: LegSeries): string | undefined {
  const look = points.findLast(({ figures }) => figures.protocol !== null || figures.candidateType !== null)?.figures;
  if (look === undefined) return undefined;
  const losses = [look.upLossRatio, look.downLossRatio].filter((ratio) => ratio !== null);
  const parts = [
    losses.length === 0 ? null : t('path.loss', { value: figureText('downLossRatio', Math.max(...losses), language) }),
    look.roundTripTime === null ? null : t('path.delay', { value: figureText('roundTripTime', look.roundTripTime, language) }),
    pathText(t, look),
    look.quality === null ? null : t('path.picture', { quality: qualityText(t, language, look) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
