import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const base64 = (bytes: Buffer): string => bytes.toString('base64url');
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** The few forms of CBOR (RFC 8949) that a made passkey is written in. */
const head = (major: number, value: number): Buffer =>
  value < 24 ? Buffer.of((major << 5) | value) : value < 256 ? Buffer.of((major << 5) | 24, value) : Buffer.of((major << 5) | 25, value >> 8, value & 255);
const cborInteger = (value: number): Buffer => (value >= 0 ? head(0, value) : head(1, -1 - value));
const cborBytes = (bytes: Buffer): Buffer => Buffer.concat([head(2, bytes.length), bytes]);
const cborText = (text: string): Buffer => Buffer.concat([head(3, text.length), Buffer.from(text)]);
const cborMap = (...pairs: readonly (readonly [Buffer, Buffer])[]): Buffer => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);

/** An authenticator in software: makes one passkey and proves it. */
export function softPasskey(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  const rpIdHash = sha256(new URL(origin).hostname);
  let count = 0;
  const clientData = (type: string, challenge: string, from: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  /** User present (1) and verified (4); with the key (64). */
  const authenticatorData = (flags: number, rest: Buffer = Buffer.of()): Buffer => {
    count += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    return Buffer.concat([rpIdHash, Buffer.of(flags), counter, rest]);
  };
  return {
    id: base64(id),
    make(challenge: string, from = origin) {
      const key = cborMap(
        [cborInteger(1), cborInteger(2)],
        [cborInteger(3), cborInteger(-7)],
        [cborInteger(-1), cborInteger(1)],
        [cborInteger(-2), cborBytes(Buffer.from(x, 'base64url'))],
        [cborInteger(-3), cborBytes(Buffer.from(y, 'base64url'))],
      );
      const data = authenticatorData(1 | 4 | 64, Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, key]));
      const attestation = cborMap([cborText('fmt'), cborText('none')], [cborText('attStmt'), cborMap()], [cborText('authData'), cborBytes(data)]);
      const response = {
        clientDataJSON: base64(clientData('webauthn.create', challenge, from)),
        attestationObject: base64(attestation),
        transports: ['internal'],
      };
      return { id: base64(id), rawId: base64(id), type: 'public-key' as const, clientExtensionResults: {}, response };
    },
    prove(challenge: string, { from = origin, isVerified = true }: { readonly from?: string; readonly isVerified?: boolean } = {}) {
      const client = clientData('webauthn.get', challenge, from);
      const data = authenticatorData(isVerified ? 1 | 4 : 1);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const response = { clientDataJSON: base64(client), authenticatorData: base64(data), signature: base64(signature) };
      return { id: base64(id), rawId: base64(id), type: 'public-key' as const, clientExtensionResults: {}, response };
    },
  };
}
