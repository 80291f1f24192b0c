import { expect, it, vi } from 'vitest';
import type { CallRole } from '#shared/contract/define.ts';
import type { EncryptionMessage, Member } from '#shared/encryption/contract.ts';
import { encryptionMessageSchema } from '#shared/encryption/contract.ts';
import type { CallId } from '#shared/ids.ts';
import { memberKey } from '#client/media/encryption/admission.rules.ts';
import { Encryption } from '#client/media/encryption/encryption.ts';
import { PairExchange } from '#client/media/encryption/exchange.ts';
import type { WorkerMessage } from '#client/media/encryption/frameWorker.ts';
import { createCallMediaStore } from '#client/media/state.ts';

const roomId = '6f1c2a6e-53a1-4c0e-9a5b-0d6a3f7b8c11' as CallId;
const terminal: Member = { role: 'terminal', id: 't1' };
const expert: Member = { role: 'expert', id: 'e1' };
const adviser: Member = { role: 'adviser', id: 'a1' };

/** Pages of one room, and a server that passes messages between them. `between` may read and change what passes. */
function room(members: readonly Member[], between: (message: EncryptionMessage, from: Member) => EncryptionMessage = (message) => message) {
  const pages = new Map(members.map((member) => [memberKey(member), pageOf(member, members, (to, message) => deliver(member, to, message))]));
  const deliver = (from: Member, to: Member, message: EncryptionMessage): void => {
    const passed = encryptionMessageSchema.parse(between(encryptionMessageSchema.parse(message), from));
    void pages.get(memberKey(to))?.encryption.receive(roomId, from, passed);
  };
  const page = (member: Member) => {
    const found = pages.get(memberKey(member));
    if (found === undefined) throw new Error('nobody there');
    return found;
  };
  return { page, deliver };
}

function pageOf(own: Member, members: readonly Member[], send: (to: Member, message: EncryptionMessage) => void) {
  const store = createCallMediaStore();
  const told: WorkerMessage[] = [];
  const encryption = new Encryption({
    api: {
      request: (_name, input) => {
        const { to, message } = input as { to: Member; message: EncryptionMessage };
        send(to, message);
        return Promise.resolve({} as never);
      },
    },
    store,
    role: own.role,
    roomId: () => roomId,
    onKey: () => undefined,
    startWorker: () => ({ postMessage: (message: WorkerMessage) => void told.push(message), terminate: () => undefined }),
  });
  const see = (others: readonly Member[]) => store.setState({ remotes: others.map(({ role, id }) => ({ role, id, audio: null, video: null })) });
  return {
    encryption,
    told,
    see,
    enter: (others: readonly Member[] = members.filter((one) => one !== own)) => {
      encryption.set(true);
      see(others);
    },
    of: (other: Member) => store.getState().encryption?.find(({ member }) => memberKey(member) === memberKey(other)),
    /** The key that is sent by now, and the newest that came from the other. */
    sendKey: () => told.findLast((message) => message.kind === 'sendKey')?.key ?? null,
    newestFrom: (other: Member) =>
      Math.max(...told.map((message) => (message.kind === 'receiveKey' && message.from === memberKey(other) ? message.key.generation : 0))),
    keysFrom: (other: Member) => told.filter((message) => message.kind === 'receiveKey' && message.from === memberKey(other)).length,
  };
}

const both = (work: () => void) => vi.waitFor(work, { timeout: 20_000, interval: 5 });

it('two pages agree on a code that is the same at both ends, and each gets the other one’s key', async () => {
  const { page } = room([terminal, expert]);
  const [one, other] = [page(terminal), page(expert)];
  one.enter();
  other.enter();
  await both(() => {
    expect(one.of(expert)?.code).toMatch(/^\d{6}$/);
    expect(other.of(terminal)?.code).toBe(one.of(expert)?.code);
    expect(one.sendKey()).not.toBeNull();
    expect(other.sendKey()).not.toBeNull();
    expect(one.keysFrom(expert)).toBeGreaterThan(0);
    expect(other.keysFrom(terminal)).toBeGreaterThan(0);
  });
});

it('before they have agreed there is no key to send by', () => {
  const { page } = room([terminal, expert]);
  page(terminal).enter();
  expect(page(terminal).sendKey()).toBeNull();
  expect(page(terminal).of(expert)).toMatchObject({ code: null, hasKey: false });
});

it('a server that puts itself between gives two codes that differ', async () => {
  const codes = new Map<string, string>();
  // The one between talks to each end with an exchange of its own.
  const ends: Record<string, PairExchange> = {};
  const meet = (name: string, send: (message: EncryptionMessage) => void) =>
    (ends[name] = new PairExchange({ roomId, send, onStep: () => codes.set(name, ends[name]?.agreement?.code ?? '') }));
  const left = meet('left', (message) => void ends['toLeft']?.take(message));
  meet('toLeft', (message) => void left.take(message));
  const right = meet('right', (message) => void ends['toRight']?.take(message));
  meet('toRight', (message) => void right.take(message));
  left.greet();
  right.greet();
  await both(() => {
    expect(codes.get('left')).toMatch(/^\d{6}$/);
    expect(codes.get('right')).toMatch(/^\d{6}$/);
  });
  expect(codes.get('left')).toBe(codes.get('toLeft'));
  expect(codes.get('left')).not.toBe(codes.get('right'));
});

it('a key that is not the one committed to is found, and nothing goes there', async () => {
  const another = Buffer.alloc(16, 9).toString('base64url');
  const { page } = room([terminal, expert], (message) => (message.kind === 'reveal' ? { ...message, nonce: another } : message));
  page(terminal).enter();
  page(expert).enter();
  await both(() => {
    const states = [page(terminal).of(expert), page(expert).of(terminal)];
    expect(states.some((state) => state?.isForged === true)).toBe(true);
  });
  for (const one of [page(terminal), page(expert)]) expect(one.told.some(({ kind }) => kind === 'receiveKey')).toBe(false);
});

it('who comes later gets a key only when both sides have said yes, and then all keys change', async () => {
  const { page } = room([terminal, expert, adviser]);
  page(terminal).enter([expert]);
  page(expert).enter([terminal]);
  await both(() => expect([page(terminal).of(expert)?.hasKey, page(expert).of(terminal)?.hasKey]).toEqual([true, true]));
  const before = page(terminal).keysFrom(expert);
  page(terminal).see([expert, adviser]);
  page(expert).see([terminal, adviser]);
  page(adviser).enter([terminal, expert]);
  await both(() => expect([page(terminal).of(adviser)?.code, page(expert).of(adviser)?.code]).toEqual([expect.any(String), expect.any(String)]));
  page(terminal).encryption.admit(adviser);
  await both(() => expect(page(terminal).of(adviser)?.isAdmitted).toBe(true));
  expect(page(adviser).keysFrom(terminal)).toBe(0);
  page(expert).encryption.admit(adviser);
  await both(() => {
    expect(page(adviser).keysFrom(terminal)).toBeGreaterThan(0);
    expect(page(adviser).keysFrom(expert)).toBeGreaterThan(0);
    expect(page(terminal).keysFrom(expert)).toBeGreaterThan(before);
  });
});

it('keys change when somebody leaves', async () => {
  const { page } = room([terminal, expert, adviser]);
  for (const member of [terminal, expert, adviser]) page(member).enter();
  page(terminal).encryption.admit(adviser);
  page(expert).encryption.admit(adviser);
  const sent = () => page(terminal).sendKey()?.generation;
  await both(() => {
    expect(sent()).toBeDefined();
    expect([page(expert).newestFrom(terminal), page(adviser).newestFrom(terminal)]).toEqual([sent(), sent()]);
  });
  const before = sent();
  page(expert).see([terminal]);
  page(terminal).see([expert]);
  await both(() => {
    expect(sent()).not.toBe(before);
    expect(page(expert).newestFrom(terminal)).toBe(sent());
  });
  expect(page(adviser).newestFrom(terminal)).toBe(before);
});

it('a page that begins anew agrees anew, with another code', async () => {
  const members = [terminal, expert];
  const { page, deliver } = room(members);
  page(terminal).enter();
  page(expert).enter();
  await both(() => expect(page(terminal).of(expert)?.hasKey).toBe(true));
  const before = page(terminal).of(expert)?.code;
  page(terminal).encryption.compared(expert, true);
  expect(page(terminal).of(expert)?.isConfirmed).toBe(true);
  const reloaded = pageOf(expert, members, (to, message) => deliver(expert, to, message));
  const old = page(expert);
  vi.spyOn(old.encryption, 'receive').mockImplementation((...message) => reloaded.encryption.receive(...message));
  reloaded.enter();
  await both(() => {
    expect(reloaded.of(terminal)?.code).toBe(page(terminal).of(expert)?.code);
    expect(page(terminal).of(expert)?.code).not.toBe(before);
    expect(reloaded.keysFrom(terminal)).toBeGreaterThan(0);
  });
  expect(page(terminal).of(expert)?.isConfirmed).toBe(false);
});

it.each<[CallRole]>([['terminal'], ['expert']])('a person at the %s who finds another code sends nothing more there', async (role) => {
  const { page } = room([terminal, expert]);
  page(terminal).enter();
  page(expert).enter();
  const [own, other] = role === 'terminal' ? [terminal, expert] : [expert, terminal];
  await both(() => expect(page(own).sendKey()).not.toBeNull());
  page(own).encryption.compared(other, false);
  await both(() => expect(page(own).sendKey()).toBeNull());
  expect(page(own).of(other)).toMatchObject({ isForged: true });
});
