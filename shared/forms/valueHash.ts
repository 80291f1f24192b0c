/** What a confirmation holds of an answer: the SHA-256 of the field's name, a line feed and the value, in base64url. */
export async function valueHash(fieldId: string, value: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${fieldId}\n${value}`));
  return toBase64(new Uint8Array(digest)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export const toBase64 = (bytes: Uint8Array<ArrayBufferLike>): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
