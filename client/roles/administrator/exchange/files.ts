export type ReadFile = { readonly name: string; readonly content: unknown };
export type FileFault = { readonly name: string; readonly reason: string };

/** The chosen files as JSON; the first that is none is told. */
export async function readFiles(files: Iterable<File>): Promise<readonly ReadFile[] | FileFault> {
  const read: ReadFile[] = [];
  for (const file of files) {
    const text = await file.text();
    try {
      read.push({ name: file.name, content: JSON.parse(text) as unknown });
    } catch (error) {
      return { name: file.name, reason: error instanceof Error ? error.message : '' };
    }
  }
  return read;
}

/** Has the browser save it under the name. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
