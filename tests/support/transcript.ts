import type { Role } from '#shared/contract/define.ts';
import type { ViewOf } from '#shared/contract/index.ts';
import type { ViewChange } from '#shared/views/change.ts';
import type { Person } from './socketPeople.ts';

/** Values that differ from run to run, by the field's name. */
const fixedFields: Record<string, unknown> = {
  usernameFragment: 'USERNAMEFRAGMENT',
  password: 'PASSWORD',
  port: 40_000,
  ssrc: 123_456_789,
  cname: 'CNAME',
  value: 'FINGERPRINT',
  foundation: 'FOUNDATION',
  visitNumber: 417,
};
const someInstant = 1_796_067_436_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const width = 190;

/** JSON with an object or list on one line where it fits. */
export function written(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length < width) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => written(item, inner))
    : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${written(part, inner)}`);
  return [isList ? '[' : '{', ...parts.map((part, index) => `${inner}${part}${index < parts.length - 1 ? ',' : ''}`), `${indent}${isList ? ']' : '}'}`].join(
    '\n',
  );
}

/** What crossed the wire in a play, by the place of a document that shows it. What differs from run to run is replaced. */
export class Transcript {
  readonly #places = new Map<string, string[]>();
  readonly #shown = new Set<string>();
  readonly #ids = new Map<string, string>();

  lines(place: string, ...lines: readonly string[]): void {
    this.#places.set(place, [...(this.#places.get(place) ?? []), ...lines]);
  }

  /** Asks as that person, and keeps request and reply; of a view the named parts. */
  of<R extends Role>(person: Person<R>) {
    const arrived: { readonly change: ViewChange<ViewOf<R>>; readonly view: ViewOf<R> | null }[] = [];
    // The person has listened since before: the view that this change makes is known.
    person.socket.on(`${person.role}:view` as string, (change: ViewChange<ViewOf<R>>) => arrived.push({ change, view: person.view }));
    // Versions grow by chance; what is shown is counted.
    let version = 1;
    return {
      ask: async (place: string, name: string, input: object): Promise<void> => {
        const reply = await person.ask(name, input);
        this.lines(place, `→ ${name} ${this.fixed(input)}`, `← ${this.fixed(reply)}`);
      },
      sync: async (place: string, parts: readonly string[]): Promise<void> => {
        const { now, ...whole } = await person.sync();
        const data = { version, now, ...shortened(whole, parts) };
        this.lines(place, `→ ${person.role}:sync {}`, `← ${this.fixed({ ok: true, data })}`);
      },
      /** Waits for the view that fits, and keeps the change that made it, with the named parts. */
      view: async (place: string, fits: (view: ViewOf<R>) => boolean, parts: readonly string[]): Promise<ViewOf<R>> => {
        const known = await person.until(fits);
        const at = arrived.findIndex(({ view }) => view !== null && fits(view));
        const made = arrived.splice(0, at + 1).at(-1)?.change;
        if (made === undefined) throw new Error(`no ${person.role}:view made the view that ${place} shows`);
        const follows = version;
        version += 1;
        this.lines(place, `⇐ ${person.role}:view ${this.fixed({ version, now: made.now, follows, parts: shortened(made.parts, parts) })}`);
        return known;
      },
    };
  }

  /** JSON in which ids, moments and keys are the same in every run. */
  fixed(value: unknown): string {
    return written(this.#replaced(value));
  }

  #replaced(value: unknown, field = ''): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#replaced(item));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.#replaced(part, name)]));
    if (Object.hasOwn(fixedFields, field)) return fixedFields[field];
    if (typeof value === 'number' && value > 1e12) return someInstant;
    return typeof value === 'string' && uuid.test(value) ? this.#idFor(value) : value;
  }

  /** The same id for the same id: how messages hang together can be read. */
  #idFor(id: string): string {
    const known = this.#ids.get(id) ?? `00000000-0000-4000-8000-${String(this.#ids.size + 1).padStart(12, '0')}`;
    this.#ids.set(id, known);
    return known;
  }

  /** The document with what was kept in its places, which are marked by comments. */
  into(document: string): string {
    let text = document;
    for (const [place, lines] of this.#places) {
      const [start, end] = [`<!-- ${place} -->`, `<!-- /${place} -->`];
      if (!text.includes(start)) continue;
      this.#shown.add(place);
      text = `${text.slice(0, text.indexOf(start) + start.length)}\n\n\`\`\`\n${lines.join('\n')}\n\`\`\`\n\n${text.slice(text.indexOf(end))}`;
    }
    return text;
  }

  /** Places that no document has. */
  unused(): string[] {
    return [...this.#places.keys()].filter((place) => !this.#shown.has(place));
  }
}

const shortened = (value: object, fields: readonly string[]): object => ({
  ...Object.fromEntries(fields.map((field) => [field, Reflect.get(value, field)])),
  '…': '…',
});
