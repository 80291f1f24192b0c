import type { Figures } from '#shared/connection/figures.ts';
import type { useTexts } from '#client/app/i18n/index.ts';
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
