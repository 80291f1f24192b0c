import { AnnotationMode, GlobalWorkerOptions, type PDFPageProxy, RenderingCancelledException, getDocument } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- Vite's: the address of the file
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** A place on a page, in percent of its width and height. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Where a field stands. A radio group has one for each of its choices, in their order. */
export type Widget = { readonly fieldId: string; readonly page: number; readonly box: Box; readonly value: string | null };

export type Paper = Awaited<ReturnType<typeof openPaper>>;

/** Opens a PDF and finds where its fields stand. Its scripts are not run. */
export async function openPaper(bytes: Uint8Array<ArrayBuffer>) {
  GlobalWorkerOptions.workerSrc = workerUrl;
  const loading = getDocument({ data: bytes, enableXfa: false, useWasm: false, standardFontDataUrl: '/pdfjs/standard_fonts/', cMapUrl: '/pdfjs/cmaps/' });
  const document = await loading.promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
  return {
    widgets: (await Promise.all(pages.map(widgetsOn))).flat(),
    pageCount: document.numPages,
    /** Height by width. */
    shapeOf(page: number): number {
      const { width, height } = (pages[page - 1] ?? (pages[0] as PDFPageProxy)).getViewport({ scale: 1 });
      return height / width;
    },
    /** Draws a page, with its empty fields or without any. `stop` leaves a drawing that is not wanted any more. */
    draw(page: number, canvas: HTMLCanvasElement, pixels: number, hasFields: boolean): { readonly done: Promise<void>; stop(): void } {
      const drawn = pages[page - 1];
      if (drawn === undefined) return { done: Promise.resolve(), stop: () => undefined };
      const viewport = drawn.getViewport({ scale: pixels / drawn.getViewport({ scale: 1 }).width });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      const task = drawn.render({ canvas, viewport, annotationMode: hasFields ? AnnotationMode.ENABLE : AnnotationMode.ENABLE_FORMS });
      return { done: task.promise.catch(unlessStopped), stop: () => task.cancel() };
    },
    close: () => loading.destroy(),
  };
}

function unlessStopped(error: unknown): void {
  if (!(error instanceof RenderingCancelledException)) throw error;
}

type Annotation = { readonly subtype?: string; readonly fieldName?: string; readonly rect?: readonly number[]; readonly buttonValue?: string | null };

async function widgetsOn(page: PDFPageProxy): Promise<Widget[]> {
  const viewport = page.getViewport({ scale: 1 });
  const annotations = (await page.getAnnotations({ intent: 'display' })) as readonly Annotation[];
  return annotations.flatMap(({ subtype, fieldName, rect, buttonValue }) => {
    if (subtype !== 'Widget' || fieldName === undefined || rect === undefined) return [];
    const [left = 0, bottom = 0, right = 0, top = 0] = rect;
    const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(left, bottom) as number[];
    const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(right, top) as number[];
    const percent = (value: number, of: number): number => (value / of) * 100;
    const box = {
      left: percent(Math.min(x1, x2), viewport.width),
      top: percent(Math.min(y1, y2), viewport.height),
      width: percent(Math.abs(x2 - x1), viewport.width),
      height: percent(Math.abs(y2 - y1), viewport.height),
    };
    return [{ fieldId: fieldName, page: page.pageNumber, box, value: buttonValue ?? null }];
  });
}
