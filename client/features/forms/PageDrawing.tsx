import { useEffect, useRef, useState } from 'react';
import styles from './FormPaper.module.css';
import type { Paper } from './pdf.ts';

/** More would cost memory and show nothing. */
const pixelsAtMost = 2_600;

type Props = { readonly paper: Paper; readonly page: number; readonly hasFields?: boolean };

/** A page as it is printed; drawn again when its size changes. Without `hasFields` the PDF's own fields are left out, since inputs stand in their place. */
export function PageDrawing({ paper, page, hasFields = false }: Props) {
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
      const drawing = paper.draw(page, canvas, pixels, hasFields);
      stop = () => drawing.stop();
      drawing.done.catch(setFault);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [paper, page, hasFields]);
  if (fault !== null) throw fault;
  return <canvas ref={ref} key={page} className={styles['canvas']} aria-hidden />;
}
