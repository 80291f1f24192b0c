import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { useSustained } from '#client/ui/useSustained.ts';
import styles from './FormBar.module.css';
import { type SavedText, nextSavedText, progressOf } from './fieldState.ts';
import type { OpenedForm } from './useOpenForm.ts';

const zoomSteps = [1, 1.25, 1.5, 2] as const;
const nextZoom = (zoom: number, by: 1 | -1): number => zoomSteps[zoomSteps.findIndex((step) => step >= zoom) + by] ?? zoom;

/** So long something may stay unsaved before it is announced. */
const patienceMs = 3_000;

type Props = Pick<OpenedForm, 'view' | 'paper'> & {
  readonly title: ReactNode;
  readonly page: number;
  readonly zoom: number;
  readonly onTurn: (page: number, zoom: number) => void;
  readonly isDesk?: boolean;
  readonly children?: ReactNode;
};

/** What the form is, how far it has come, and the way to its pages. */
export function FormBar({ view, paper, title, page, zoom, onTurn, isDesk = false, children }: Props) {
  const { t } = useTexts('forms');
  const { done, all } = progressOf(view);
  const size = isDesk ? 'normal' : 'large';
  const step = (label: string, icon: ReactNode, isPossible: boolean, onPress: () => void): ReactNode => (
    <Button kind="secondary" size={size} icon={icon} aria-label={label} isDisabled={!isPossible} onPress={onPress} />
  );
  return (
    <div className={styles['bar']} data-desk={isDesk || undefined}>
      <div className={styles['name']}>
        <h2>{title}</h2>
        <p>
          {t('confirmedCount', { done, all })} · {t(view.isSaved ? 'isSaved' : 'isSaving')}
        </p>
        <SavedStatus isSaved={view.isSaved} />
        <progress max={Math.max(1, all)} value={done} aria-hidden />
      </div>
      {children}
      {paper.pageCount > 1 && (
        <div className={styles['pages']}>
          {step(t('previousPage'), <ChevronLeft aria-hidden className="turning" />, page > 1, () => onTurn(page - 1, zoom))}
          <span>{t('pageOf', { page, count: paper.pageCount })}</span>
          {step(t('nextPage'), <ChevronRight aria-hidden className="turning" />, page < paper.pageCount, () => onTurn(page + 1, zoom))}
        </div>
      )}
      <div className={styles['pages']}>
        {step(t('smaller'), <ZoomOut aria-hidden />, nextZoom(zoom, -1) !== zoom, () => onTurn(page, nextZoom(zoom, -1)))}
        {step(t('larger'), <ZoomIn aria-hidden />, nextZoom(zoom, 1) !== zoom, () => onTurn(page, nextZoom(zoom, 1)))}
      </div>
    </div>
  );
}

/** For screen readers: what is shown changes with every letter. */
function SavedStatus({ isSaved }: { readonly isSaved: boolean }) {
  const { t } = useTexts('forms');
  const isLong = useSustained(!isSaved, patienceMs);
  const [said, setSaid] = useState<SavedText | null>(null);
  const next = nextSavedText(said, { isSaved, isLong });
  if (next !== said) setSaid(next);
  return (
    <span role="status" className="visually-hidden">
      {next !== null && t(next)}
    </span>
  );
}
