import type { CallRole } from '#shared/contract/define.ts';
import type { EncryptionMessage, Member } from '#shared/encryption/contract.ts';
import type { CallId } from '#shared/ids.ts';
import type { Api } from '#client/media/api.ts';
import type { CallMediaStore, EncryptedMember } from '#client/media/state.ts';
import { type Known, keyHolders, memberKey, needsYes } from './admission.rules.ts';
import { type Bytes, utf8 } from './bytes.ts';
import { PairExchange } from './exchange.ts';
import type { TransformOptions, WorkerMessage } from './frameWorker.ts';

type Pair = {
  readonly member: Member;
  exchange: PairExchange;
  isForged: boolean;
  isAdmitted: boolean;
  isConfirmed: boolean;
  hadKey: boolean;
  readonly admits: Set<string>;
};

type Parts = {
  readonly api: Pick<Api, 'request'>;
  readonly store: CallMediaStore;
  readonly role: CallRole;
  readonly roomId: () => CallId | null;
  /** Somebody's frames can be opened from now on: a picture begins with a key frame. */
  readonly onKey: () => void;
  readonly startWorker: () => Pick<Worker, 'postMessage' | 'terminate'>;
};

/** The key before is used so long after the next one is sent, so that who gets it misses nothing. */
const changeAfterMs = 300;

/**
 * End-to-end encryption of what this page sends and receives: frames are sealed and opened in a worker (https://www.w3.org/TR/webrtc-encoded-transform/),
 * by a key of each sender that goes to the others under what each two pages have agreed. While it is on and there is no key, nothing leaves the page.
 */
export class Encryption {
  readonly #parts: Parts;
  readonly #pairs = new Map<string, Pair>();
  /** Whom the person has let in, here already or not. */
  readonly #admitted = new Set<string>();
  #worker: Pick<Worker, 'postMessage' | 'terminate'> | null = null;
  #generation = 0;
  #renewal: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.store.subscribe(({ remotes }, before) => {
      if (remotes !== before.remotes) this.#follow();
    });
  }

  get isOn(): boolean {
    return this.#worker !== null;
  }

  /** Whether anything may leave the page: not as it is where it should be encrypted, as in a browser that cannot. */
  get maySend(): boolean {
    return !this.isOn || isPossible();
  }

  /** The call is one in which pages encrypt, or it is no longer. Keys do not outlive it. */
  set(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.#worker?.terminate();
    this.#worker = isOn ? this.#parts.startWorker() : null;
    this.#pairs.clear();
    this.#admitted.clear();
    this.#publish();
    this.#follow();
  }

  /** Makes the frames of a sender or receiver go through the worker where they are to be encrypted. To be called as soon as it is made, and not later. */
  attach(end: RTCRtpSender | RTCRtpReceiver, options: TransformOptions): void {
    if (this.#worker !== null && isPossible()) end.transform = new RTCRtpScriptTransform(this.#worker as Worker, options);
  }

  /** Signalling was away: what was said meanwhile is lost. */
  reconnected(): void {
    for (const pair of this.#pairs.values()) if (pair.exchange.agreement === null) this.#begin(pair);
  }

  /** A message of another page, as the server passes it on. */
  async receive(roomId: CallId, from: Member, message: EncryptionMessage): Promise<void> {
    if (!this.isOn || roomId !== this.#parts.roomId()) return;
    const pair = this.#pairs.get(memberKey(from)) ?? this.#meet(from);
    if (pair.exchange.isFromAnother(message)) this.#begin(pair);
    if (message.kind === 'senderKey') await this.#takeKey(pair, message);
    else if (message.kind === 'admit') await this.#takeAdmission(pair, message);
    else await pair.exchange.take(message);
  }

  /** The person has compared the code: it is the same, or it is not, and then nothing more goes there. */
  compared(member: Member, isSame: boolean): void {
    const pair = this.#pairs.get(memberKey(member));
    if (pair === undefined) return;
    pair.isConfirmed = isSame;
    if (!isSame) this.#distrust(pair);
    this.#publish();
  }

  /** The person lets somebody in who has come into the call, or is about to. */
  admit(member: Member): void {
    this.#admitted.add(memberKey(member));
    const pair = this.#pairs.get(memberKey(member));
    if (pair === undefined) return;
    pair.isAdmitted = true;
    this.#renew();
    void this.#tellAdmissions();
    this.#publish();
  }

  /** Those who are seen or heard. Who has gone has no use of the key that comes next. */
  #follow(): void {
    if (!this.isOn) return;
    const there = new Map<string, Member>(this.#parts.store.getState().remotes.map(({ role, id }) => [memberKey({ role, id }), { role, id }]));
    const gone = [...this.#pairs.keys()].filter((key) => !there.has(key));
    for (const key of gone) {
      this.#pairs.delete(key);
      this.#tell({ kind: 'forget', from: key });
    }
    if (gone.length > 0) this.#renew();
    for (const [key, member] of there) if (!this.#pairs.has(key)) this.#meet(member).exchange.greet();
    this.#publish();
  }

  #meet(member: Member): Pair {
    const others = [...this.#pairs.values()].map((pair) => pair.member);
    const pair: Pair = {
      member,
      exchange: this.#exchangeWith(member),
      isForged: false,
      isAdmitted: this.#admitted.has(memberKey(member)) || !needsYes(this.#parts.role, member, others),
      isConfirmed: false,
      hadKey: false,
      admits: new Set(),
    };
    this.#pairs.set(memberKey(member), pair);
    return pair;
  }

  #begin(pair: Pair): void {
    pair.exchange = this.#exchangeWith(pair.member);
    pair.isForged = false;
    pair.isConfirmed = false;
    this.#publish();
    pair.exchange.greet();
  }

  #exchangeWith(member: Member): PairExchange {
    const roomId = this.#parts.roomId();
    const exchange: PairExchange = new PairExchange({
      roomId: roomId ?? '',
      send: (message) => this.#send(member, message),
      onStep: (step) => {
        const pair = this.#pairs.get(memberKey(member));
        if (pair?.exchange !== exchange) return;
        if (step === 'forged') this.#distrust(pair);
        if (step === 'agreed') this.#renew();
        if (step === 'agreed') void this.#tellAdmissions();
        this.#publish();
      },
    });
    return exchange;
  }

  #distrust(pair: Pair): void {
    pair.isForged = true;
    this.#tell({ kind: 'forget', from: memberKey(pair.member) });
    this.#renew();
  }

  #send(to: Member, message: EncryptionMessage): void {
    const roomId = this.#parts.roomId();
    if (roomId === null) return;
    // Where it does not arrive, the exchange begins anew when signalling is back.
    this.#parts.api
      .request('encryption:send', { roomId, to, message })
      .catch((error: unknown) => console.info('a message about keys did not get through', error));
  }

  #known(): (Known & { readonly pair: Pair })[] {
    return [...this.#pairs.values()].map((pair) => ({ ...pair, pair, hasAgreed: pair.exchange.agreement !== null && !pair.isForged }));
  }

  /** Another key for what this page sends, for all who may have it: at each coming and going. */
  #renew(): void {
    this.#renewal = this.#renewal.then(() => this.#renewNow()).catch((error: unknown) => console.warn('the key could not be changed', error));
  }

  async #renewNow(): Promise<void> {
    if (!this.isOn) return;
    const holders = keyHolders(this.#known());
    if (holders.length === 0) return this.#tell({ kind: 'sendKey', key: null });
    const isFirst = !holders.some(({ hadKey }) => hadKey);
    this.#generation = (this.#generation + 1) % 256;
    const generation = this.#generation;
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const key = await importKey(raw, 'encrypt');
    for (const { pair } of holders) await this.#giveKey(pair, generation, raw);
    setTimeout(() => this.#tell({ kind: 'sendKey', key: { generation, key } }), isFirst ? 0 : changeAfterMs);
    this.#publish();
  }

  async #giveKey(pair: Pair, generation: number, raw: Bytes): Promise<void> {
    const { agreement, names } = pair.exchange;
    if (agreement === null || names === null) return;
    pair.hadKey = true;
    this.#send(pair.member, { kind: 'senderKey', ...names, generation, ...(await agreement.seal(raw, `key ${generation}`)) });
  }

  async #takeKey({ exchange, member, isForged }: Pair, message: Extract<EncryptionMessage, { kind: 'senderKey' }>): Promise<void> {
    const { agreement, names } = exchange;
    if (agreement === null || isForged || message.forExchangeId !== names?.exchangeId) return;
    const raw = await agreement.open(message, `key ${message.generation}`);
    this.#tell({ kind: 'receiveKey', from: memberKey(member), key: { generation: message.generation, key: await importKey(raw, 'decrypt') } });
    this.#parts.onKey();
  }

  /** Each side tells the others whom it has let in: who came later gets a key only when both have. */
  async #tellAdmissions(): Promise<void> {
    const admitted = [...this.#pairs.values()].filter(({ isAdmitted }) => isAdmitted).map(({ member }) => memberKey(member));
    for (const pair of this.#pairs.values()) {
      const { agreement, names } = pair.exchange;
      if (agreement === null || names === null) continue;
      this.#send(pair.member, { kind: 'admit', ...names, ...(await agreement.seal(utf8(JSON.stringify(admitted)), 'admit')) });
    }
  }

  async #takeAdmission(pair: Pair, message: Extract<EncryptionMessage, { kind: 'admit' }>): Promise<void> {
    const { agreement, names } = pair.exchange;
    if (agreement === null || message.forExchangeId !== names?.exchangeId) return;
    const told: unknown = JSON.parse(new TextDecoder().decode(await agreement.open(message, 'admit')));
    if (!Array.isArray(told)) return;
    for (const one of told) pair.admits.add(String(one));
    if (keyHolders(this.#known()).some(({ hadKey }) => !hadKey)) this.#renew();
    this.#publish();
  }

  #tell(message: WorkerMessage): void {
    this.#worker?.postMessage(message);
  }

  #publish(): void {
    const holders = new Set(keyHolders(this.#known()).map(({ pair }) => pair));
    const members = [...this.#pairs.values()].map((pair): EncryptedMember => {
      const code = pair.exchange.agreement?.code ?? null;
      return { member: pair.member, code, isForged: pair.isForged, isConfirmed: pair.isConfirmed, isAdmitted: pair.isAdmitted, hasKey: holders.has(pair) };
    });
    this.#parts.store.setState({ encryption: this.isOn ? members : null });
  }
}

const isPossible = (): boolean => 'RTCRtpScriptTransform' in window;

const importKey = (raw: Bytes, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [usage]);
