import type { Role } from '#shared/contract/define.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { Person } from './socketPeople.ts';

type ViewOf<R extends Role> = EventPayload<`${R}:view`>;

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
  #versions = 0;

  lines(place: string, ...lines: readonly string[]): void {
    this.#places.set(place, [...(this.#places.get(place) ?? []), ...lines]);
  }

  /** Asks as that person, and keeps request and reply; of a long reply the named fields. */
  of<R extends Role>(person: Person<R>) {
    return {
      ask: async (place: string, name: string, input: object, fields?: readonly string[]): Promise<void> => {
        const reply = await person.ask(name, input);
        const shown = fields === undefined || !reply.ok ? reply : { ok: true, data: shortened(reply.data as object, fields) };
        this.lines(place, `→ ${name} ${this.fixed(input)}`, `← ${this.fixed(shown)}`);
      },
      /** Waits for the view that fits, and keeps the named fields of it. */
      view: async (place: string, fits: (view: ViewOf<R>) => boolean, fields: readonly string[]): Promise<ViewOf<R>> => {
        const view = await person.until(fits);
        this.lines(place, `⇐ ${person.role}:view ${this.fixed(shortened(view as object, fields))}`);
        return view;
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
    if (field === 'version') return (this.#versions += 1);
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
