import type { EncryptionMessage } from '#shared/encryption/contract.ts';
import { type Bytes, fromBase64url, joined, toBase64url, utf8 } from './bytes.ts';

/** What two pages have agreed: a code that their people compare, and keys that nobody else has. */
export type Agreement = {
  /** Six digits; the same at both ends if nobody is between them. */
  readonly code: string;
  seal(text: Bytes, purpose: string): Promise<{ readonly iv: string; readonly wrapped: string }>;
  /** Errors: not from the other end, or not for that purpose. */
  open(sealed: { readonly iv: string; readonly wrapped: string }, purpose: string): Promise<Bytes>;
};

type OtherEnd = { readonly exchangeId: string; readonly commitment: string | null };
type Step =
  | { readonly name: 'greeting' }
  | { readonly name: 'met'; readonly other: OtherEnd }
  | { readonly name: 'agreed'; readonly other: OtherEnd; readonly agreement: Agreement }
  /** What was revealed is not what was committed to: somebody is between. */
  | { readonly name: 'forged' };

type Parts = {
  readonly roomId: string;
  readonly send: (message: EncryptionMessage) => void;
  readonly onStep: (step: Step['name']) => void;
};

type Of<K extends EncryptionMessage['kind']> = Extract<EncryptionMessage, { kind: K }>;

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const digits = 6;

/**
 * Agrees on keys with one other page over a line that is not trusted: ECDH on P-256 with keys made for this exchange alone, and a commitment of one
 * side before the other shows its key, so that six digits are enough to be compared (RFC 6189, 4.4.1.1 has the reasons). The smaller exchange id commits.
 */
export class PairExchange {
  readonly #parts: Parts;
  readonly #id = crypto.randomUUID();
  readonly #nonce: Bytes = crypto.getRandomValues(new Uint8Array(16));
  readonly #pair: Promise<CryptoKeyPair> = crypto.subtle.generateKey(curve, false, ['deriveBits']);
  #step: Step = { name: 'greeting' };
  #last: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get agreement(): Agreement | null {
    return this.#step.name === 'agreed' ? this.#step.agreement : null;
  }

  /** The names that messages between the two go by; null before they have met. */
  get names(): { readonly exchangeId: string; readonly forExchangeId: string } | null {
    return 'other' in this.#step ? { exchangeId: this.#id, forExchangeId: this.#step.other.exchangeId } : null;
  }

  greet(): void {
    const forExchangeId = this.names?.forExchangeId ?? null;
    this.#parts.send({ kind: 'hello', exchangeId: this.#id, forExchangeId });
  }

  /** Whether the message is from a page that this exchange is not with: the other end has begun anew, and so must this one. */
  isFromAnother(message: EncryptionMessage): boolean {
    return 'other' in this.#step && message.kind === 'hello' && message.exchangeId !== this.#step.other.exchangeId;
  }

  /** Takes one message after the other. Resolves when it has been dealt with. */
  take(message: EncryptionMessage): Promise<void> {
    this.#last = this.#last.then(() => this.#takeNow(message)).catch((error: unknown) => console.warn('a message about keys cannot be used', error));
    return this.#last;
  }

  async #takeNow(message: EncryptionMessage): Promise<void> {
    if (message.kind === 'hello') return this.#meet(message);
    if (message.forExchangeId !== this.#id || message.exchangeId !== this.names?.forExchangeId) return;
    if (message.kind === 'commit') return this.#answer(message);
    if (message.kind === 'reveal') return this.#agree(message);
  }

  async #meet({ exchangeId, forExchangeId }: Of<'hello'>): Promise<void> {
    if (forExchangeId !== null && forExchangeId !== this.#id) return;
    if (this.#step.name !== 'greeting') return;
    this.#move({ name: 'met', other: { exchangeId, commitment: null } });
    if (forExchangeId === null) this.greet();
    if (this.#id < exchangeId) this.#say({ kind: 'commit', commitment: toBase64url(await digest(await this.#publicKey(), this.#nonce)) });
  }

  /** The other end is bound to its key: now this one shows its own. */
  async #answer({ commitment }: Of<'commit'>): Promise<void> {
    if (this.#step.name !== 'met' || this.#step.other.commitment !== null || this.#isLeader) return;
    this.#move({ name: 'met', other: { ...this.#step.other, commitment } });
    await this.#reveal();
  }

  async #agree({ publicKey, nonce }: Of<'reveal'>): Promise<void> {
    if (this.#step.name !== 'met') return;
    const { other } = this.#step;
    const theirs = { key: fromBase64url(publicKey), nonce: fromBase64url(nonce) };
    const isCommitted = other.commitment !== null && toBase64url(await digest(theirs.key, theirs.nonce)) === other.commitment;
    if (!this.#isLeader && !isCommitted) return this.#move({ name: 'forged' });
    if (this.#isLeader) await this.#reveal();
    const ours = { key: await this.#publicKey(), nonce: this.#nonce };
    const [first, second] = this.#isLeader ? [ours, theirs] : [theirs, ours];
    const salt = await digest(utf8(this.#parts.roomId), first.key, first.nonce, second.key, second.nonce);
    this.#move({ name: 'agreed', other, agreement: await this.#agreementOf(theirs.key, salt) });
  }

  async #agreementOf(theirKey: Bytes, salt: Bytes): Promise<Agreement> {
    const theirs = await crypto.subtle.importKey('raw', theirKey, curve, false, []);
    const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, (await this.#pair).privateKey, 256);
    const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
    const derive = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) });
    const bits = new DataView(await crypto.subtle.deriveBits(derive('code'), base, 64));
    const wrapping = await crypto.subtle.deriveKey(derive('wrapping'), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const [mine, theirId] = [this.#id, this.names?.forExchangeId ?? ''];
    const bound = (from: string, purpose: string) => utf8(`${from} ${purpose}`);
    return {
      code: String(bits.getBigUint64(0) % 10n ** BigInt(digits)).padStart(digits, '0'),
      async seal(text, purpose) {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(mine, purpose) }, wrapping, text);
        return { iv: toBase64url(iv), wrapped: toBase64url(new Uint8Array(wrapped)) };
      },
      async open({ iv, wrapped }, purpose) {
        const algorithm = { name: 'AES-GCM', iv: fromBase64url(iv), additionalData: bound(theirId, purpose) };
        return new Uint8Array(await crypto.subtle.decrypt(algorithm, wrapping, fromBase64url(wrapped)));
      },
    };
  }

  get #isLeader(): boolean {
    const other = this.names?.forExchangeId;
    return other !== undefined && this.#id < other;
  }

  async #publicKey(): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.exportKey('raw', (await this.#pair).publicKey));
  }

  async #reveal(): Promise<void> {
    this.#say({ kind: 'reveal', publicKey: toBase64url(await this.#publicKey()), nonce: toBase64url(this.#nonce) });
  }

  #say(message: Omit<Of<'commit'>, 'exchangeId' | 'forExchangeId'> | Omit<Of<'reveal'>, 'exchangeId' | 'forExchangeId'>): void {
    const { names } = this;
    if (names !== null) this.#parts.send({ ...message, ...names });
  }

  #move(step: Step): void {
    this.#step = step;
    this.#parts.onStep(step.name);
  }
}

const digest = async (...parts: readonly Uint8Array[]): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));
