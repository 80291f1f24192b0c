/** The characters of a code, without what is written between them; at most as many as the longest has. */
export const plainCode = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, 12);

/** In groups of four, as it stands where it was made. */
export const groupedCode = (text: string): string => plainCode(text).replaceAll(/(.{4})(?=.)/g, '$1-');

export const shortestCode = 8;

/** The code in an address such as `https://distans.example/terminal#code=7K4M92PX`, which a QR code holds; null in any other text. */
export function codeInAddress(address: string): string | null {
  const text = URL.canParse(address) ? new URLSearchParams(new URL(address).hash.slice(1)).get('code') : null;
  const code = plainCode(text ?? '');
  return code.length < shortestCode ? null : code;
}
