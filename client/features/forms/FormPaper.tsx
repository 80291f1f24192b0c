import { useEffect, useRef, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { FormFields } from './FormFields.tsx';
import styles from './FormPaper.module.css';
import type { Paper } from './pdf.ts';
import type { OpenedForm } from './useOpenForm.ts';

/** More would cost memory and show nothing. */
const pixelsAtMost = 2_600;

type Props = OpenedForm & {
  readonly page: number;
  readonly zoom: number;
  readonly otherName: string;
  /** Brings what the expert points at into sight. */
  readonly isFollowing: boolean;
};

/** One page of the form: drawn as it is printed, with the browser's own fields over it. */
export function FormPaper({ page, zoom, isFollowing, ...form }: Props) {
  const { t } = useTexts('forms');
  const { paper, view } = form;
  const room = useRef<HTMLDivElement>(null);
  const pointed = view.state.attention?.kind === 'field' ? view.state.attention.fieldId : null;
  useEffect(() => {
    if (pointed === null || !isFollowing) return;
    room.current?.querySelector(`[data-field="${CSS.escape(pointed)}"]`)?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [pointed, page, isFollowing]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1)
    <div ref={room} className={styles['room']} role="group" aria-label={t('pageOf', { page, count: paper.pageCount })} tabIndex={0} data-testid="formPaper">
      <div className={styles['page']} dir="ltr" style={{ inlineSize: `${zoom * 100}%`, aspectRatio: String(1 / paper.shapeOf(page)) }}>
        <PageDrawing paper={paper} page={page} />
        <FormFields {...form} page={page} />
      </div>
    </div>
  );
}

/** Drawn anew when it has another size. */
function PageDrawing({ paper, page }: { readonly paper: Paper; readonly page: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return undefined;
    let [stop, drawnAt] = [(): void => undefined, 0];
    const draw = (): void => {
      const pixels = Math.min(pixelsAtMost, Math.round(canvas.clientWidth * window.devicePixelRatio));
      if (pixels === 0 || pixels === drawnAt) return;
      drawnAt = pixels;
      stop();
      const drawing = paper.draw(page, canvas, pixels);
      stop = () => drawing.stop();
      drawing.done.catch(setFault);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [paper, page]);
  if (fault !== null) throw fault;
  return <canvas ref={ref} key={page} className={styles['canvas']} aria-hidden />;
}
