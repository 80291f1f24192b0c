import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';
import { type TerminalKey, proofText } from '#shared/identity/terminalKey.ts';

export type TestKey = { readonly publicKey: string; readonly privateKey: KeyObject };

export function makeKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url') };
}

/** What a terminal with that key gives at the connection to which the server has given the number. */
export function prove({ publicKey, privateKey }: TestKey, sid: string): TerminalKey {
  const signature = sign('sha256', Buffer.from(proofText(sid)), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return { publicKey, proof: signature.toString('base64url') };
}

/** Enrols as the terminal that the code is for. Resolves with the session's token. */
export async function enrolBy(url: string, code: string, { publicKey }: TestKey): Promise<string> {
  const response = await fetch(`${url}/api/terminal/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey }),
  });
  const token = /distans_terminal=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (!response.ok || token === undefined) throw new Error(`the enrolment failed: ${response.status}`);
  return token;
}
