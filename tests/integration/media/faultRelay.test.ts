import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { noNetworkFaults } from '#shared/practice/networkFaults.ts';
import { FaultRelay } from '#server/media/faultRelay.ts';

const address = '127.0.0.1';
let open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  open.push(socket);
  return socket;
}

/** A server that answers every packet with the same. */
async function echo(): Promise<Socket> {
  const server = await bound();
  server.on('message', (packet, { port }) => server.send(packet, port, address));
  return server;
}

it('[F103] [Q29] passes a terminal’s packets both ways, and opens sockets for few addresses, however many find the port', async () => {
  const server = await echo();
  const relay = await FaultRelay.open(address, [0], { address, port: server.address().port });
  if (relay === null) throw new Error('no port is free');
  open.push(relay);
  const guests = await Promise.all(Array.from({ length: 40 }, bound));
  let answers = 0;
  for (const guest of guests) guest.on('message', () => (answers += 1));
  // One after the other, the first one last: when that is answered, so is everybody who will be.
  const send = (guest: Socket) => guest.send('hello', relay.port, address);
  const [first] = guests as [Socket];
  send(first);
  await once(first, 'message');
  for (const guest of guests.slice(1)) send(guest);
  send(first);
  await once(first, 'message');
  await expect.poll(() => answers).toBe(17);
});

it('[F103] takes the first of its ports that nobody has, so that a firewall can know them', async () => {
  const target = { address, port: (await bound()).address().port };
  const [taken, free] = [await bound(), await bound()].map((socket) => socket.address().port) as [number, number];
  open.pop()?.close();
  expect(await FaultRelay.open(address, [taken], target)).toBeNull();
  const relay = await FaultRelay.open(address, [taken, free], target);
  if (relay !== null) open.push(relay);
  expect(relay?.port).toBe(free);
});

it('[F103] keeps the order of packets, also of those that have to wait for one that was slower', async () => {
  const server = await bound();
  const relay = await FaultRelay.open(address, [0], { address, port: server.address().port });
  if (relay === null) throw new Error('no port is free');
  open.push(relay);
  relay.faults = { ...noNetworkFaults, jitterMs: 100 };
  const guest = await bound();
  const arrived: number[] = [];
  server.on('message', (packet) => arrived.push(packet.readUInt8()));
  const sent = Array.from({ length: 100 }, (_, index) => index);
  for (const index of sent) {
    const now = performance.now();
    guest.send(Buffer.from([index]), relay.port, address);
    // They wait from different moments on for the same one.
    await expect.poll(() => performance.now(), { interval: 0 }).toBeGreaterThan(now + 0.7);
  }
  await expect.poll(() => arrived.length).toBe(sent.length);
  expect(arrived).toEqual(sent);
});
