import { execFile } from 'node:child_process';
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import { noNetworkFaults } from '#shared/practice/networkFaults.ts';
import { FaultRelay } from '#server/media/faultRelay.ts';
import { PracticeRelays } from '#server/media/practiceRelays.ts';

/** Every socket that was made, so that a test can hand one a packet that no ordinary socket can send. */
const sockets = vi.hoisted((): Socket[] => []);
vi.mock('node:dgram', async (original) => {
  const dgram = await original<typeof import('node:dgram')>();
  return {
    ...dgram,
    createSocket: (type: 'udp4') => {
      const socket = dgram.createSocket(type);
      sockets.push(socket);
      return socket;
    },
  };
});

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

/** The socket that was made by the work; it is the last one then. */
async function madeBy(work: () => Promise<void>): Promise<Socket> {
  const known = sockets.length;
  await work();
  const made = sockets[known];
  if (made === undefined) throw new Error('no socket was made');
  return made;
}

/** A relay before an echo, in this thread, with its listening socket. */
async function relayed() {
  const server = await echo();
  let relay: FaultRelay | null = null;
  const front = await madeBy(async () => {
    relay = await FaultRelay.open(address, [0], { address, port: server.address().port });
    if (relay !== null) open.push(relay);
  });
  return { server, front, port: front.address().port };
}

/** Resolves when the relay has answered somebody else, and so has done with all that came before. */
async function answersStill(port: number): Promise<void> {
  const guest = await bound();
  guest.send('are you there', port, address);
  await once(guest, 'message');
}

it('[E35] a packet from port 0 is dropped: nobody can be answered there', async () => {
  const { front, port, server } = await relayed();
  const came: string[] = [];
  server.on('message', (packet) => came.push(packet.toString()));
  front.emit('message', Buffer.from('from nowhere'), { address, port: 0, family: 'IPv4', size: 12 });
  await answersStill(port);
  expect(came).toEqual(['are you there']);
});

it('[E35] a packet that comes to a guest’s own socket from others than the media server is passed on to nobody', async () => {
  const { port } = await relayed();
  const guest = await bound();
  const own = await madeBy(async () => {
    guest.send('hello', port, address);
    await once(guest, 'message');
  });
  const came: string[] = [];
  guest.on('message', (packet) => came.push(packet.toString()));
  const stranger = await bound();
  stranger.send('for the guest', own.address().port, address);
  await answersStill(port);
  guest.send('again', port, address);
  await expect.poll(() => came).toContain('again');
  expect(came).toEqual(['again']);
});

it('[E35] who sends more packets than any call needs loses the rest, and takes them from nobody else', async () => {
  const { front, port } = await relayed();
  const flooder = { ...(await bound()).address(), size: 5 };
  const own = await madeBy(async () => void front.emit('message', Buffer.from('first'), flooder));
  const passed = vi.spyOn(own, 'send').mockImplementation(() => undefined);
  const startedAt = performance.now();
  for (let sent = 0; sent < 20_000; sent += 1) front.emit('message', Buffer.from('flood'), flooder);
  const seconds = Math.ceil((performance.now() - startedAt) / 1000) + 1;
  expect(passed.mock.calls.length).toBeLessThanOrEqual(seconds * 2_000);
  await answersStill(port);
});

const support = (file: string): URL => new URL(`../../support/${file}`, import.meta.url);
/** The thread of all relays, what it has logged, and which of them were lost. */
function relaysIn(thread?: URL) {
  const errors: string[] = [];
  const lost: string[] = [];
  const relays = new PracticeRelays(pino({ level: 'error' }, { write: (line: string) => void errors.push(line) }), thread);
  open.push(relays);
  const openOne = (name: string, targetPort: number) =>
    relays.open({ listenIp: address, ports: [0], target: { address, port: targetPort } }, () => lost.push(name));
  return { errors, lost, openOne };
}

it('[E35] a relay in the thread of all does what it is told: its network is bad, and good again', async () => {
  const { openOne } = relaysIn();
  const relay = await openOne('first', (await echo()).address().port);
  if (relay === null) throw new Error('no port is free');
  const guest = await bound();
  let answers = 0;
  guest.on('message', () => (answers += 1));
  const send = (): void => guest.send('hello', relay.port, address);
  send();
  await expect.poll(() => answers).toBe(1);
  relay.setFaults({ ...noNetworkFaults, duplicateRatio: 1 });
  // What is told and what is sent take different ways: one of the packets meets the fault, each way.
  await expect
    .poll(() => {
      answers = 0;
      send();
      return expect
        .poll(() => answers, { timeout: 300 })
        .toBe(4)
        .then(
          () => answers,
          () => answers,
        );
    })
    .toBe(4);
  relay.close();
});

it.skipIf(process.getuid?.() !== 0)('[E35] (as root, who alone may) a real packet from port 0 ends nothing: no relay, and not their thread', async () => {
  const { errors, lost, openOne } = relaysIn();
  const relay = await openOne('first', (await echo()).address().port);
  if (relay === null) throw new Error('no port is free');
  await promisify(execFile)('perl', [fileURLToPath(support('udpFromPortZero.pl')), address, String(relay.port)]);
  await answersStill(relay.port);
  expect([lost, errors]).toEqual([[], []]);
});

it('[E35] a thread that dies takes its relays along and nothing else: they are told, and the next one opens in a new thread', async () => {
  const { errors, lost, openOne } = relaysIn(support('crashingRelayThread.ts'));
  const first = await openOne('first', 1);
  await openOne('second', 1);
  first?.setFaults(noNetworkFaults);
  await expect.poll(() => lost).toEqual(['first', 'second']);
  expect(errors).toHaveLength(1);
  expect((await openOne('third', 1))?.port).toBe(first?.port);
});
