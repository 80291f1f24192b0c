import { createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { crc32 } from 'node:zlib';

type Ice = { readonly usernameFragment: string; readonly password: string };

/** Begins every STUN message (RFC 8489, 5). */
export const magicCookie = 0x2112a442;

/** One attribute, padded as it must be. */
export function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

/** A connectivity check as a browser sends it (RFC 8445, 7.1): a binding request with username and message integrity. */
function bindingRequest({ usernameFragment, password }: Ice): Buffer {
  const body = [
    attribute(0x0006, Buffer.from(`${usernameFragment}:test`)),
    attribute(0x0024, Buffer.from([0x6e, 0x7f, 0x00, 0xff])),
    attribute(0x802a, randomBytes(8)),
  ];
  const head = Buffer.alloc(20);
  head.writeUInt16BE(0x0001, 0);
  head.writeUInt32BE(magicCookie, 4);
  randomBytes(12).copy(head, 8);
  const sized = (extra: number): Buffer => {
    head.writeUInt16BE(body.reduce((sum, { length }) => sum + length, 0) + extra, 2);
    return Buffer.concat([head, ...body]);
  };
  body.push(attribute(0x0008, createHmac('sha1', password).update(sized(24)).digest()));
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(sized(8)) ^ 0x5354554e) >>> 0);
  body.push(attribute(0x8028, fingerprint));
  return sized(0);
}

/** Whether a port takes these ICE credentials. No answer within `withinMs` means no. */
export async function takesCredentials(address: string, port: number, ice: Ice, withinMs = 1_000): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    return await new Promise((resolve) => {
      socket.on('message', (answer) => resolve(answer.readUInt16BE(0) === 0x0101));
      socket.send(bindingRequest(ice), port, address);
      setTimeout(() => resolve(false), withinMs);
    });
  } finally {
    socket.close();
  }
}
