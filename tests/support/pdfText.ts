import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a PDF says, page after page, and how many fields it has, as another program than the one that wrote it reads it. */
export async function textOfPdf(pdf: Uint8Array): Promise<{ readonly text: string; readonly fieldCount: number }> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await loading.promise;
  let [text, fieldCount] = ['', 0];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    text += `${items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')}\n`;
    fieldCount += ((await page.getAnnotations()) as readonly { readonly subtype?: string }[]).filter(({ subtype }) => subtype === 'Widget').length;
  }
  await loading.destroy();
  return { text, fieldCount };
}
