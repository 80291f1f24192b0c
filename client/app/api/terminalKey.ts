import { get, set } from 'idb-keyval';
import { type TerminalKey, proofText } from '#shared/identity/terminalKey.ts';

/** Kept by the browser for this origin. The private half cannot be read out of it, not even by this page. */
type Kept = { readonly privateKey: CryptoKey; readonly publicKey: string };

const shelf = 'terminalKey';
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCodePoint(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Makes this browser's key, in place of an older one, and resolves with its public half. */
export async function makeTerminalKey(): Promise<string> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  const kept: Kept = { privateKey, publicKey: base64url(await crypto.subtle.exportKey('spki', publicKey)) };
  await set(shelf, kept);
  return kept.publicKey;
}

const keptKey = (): Promise<Kept | undefined> => get<Kept>(shelf);

export const hasTerminalKey = async (): Promise<boolean> => (await keptKey()) !== undefined;

/** The proof for the connection to which the server has given that number; null for a browser without a key, as in the demo. */
export async function proofFor(sid: string): Promise<TerminalKey | null> {
  const kept = await keptKey();
  if (kept === undefined) return null;
  const { privateKey, publicKey } = kept;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(proofText(sid)));
  return { publicKey, proof: base64url(signature) };
}
