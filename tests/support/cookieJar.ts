const attributes = (html: string, tag: string): Record<string, string>[] =>
  [...html.matchAll(new RegExp(`<${tag}\\b([^>]*)>`, 'g'))].map(([, text = '']) =>
    Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])),
  );

/** A browser without a screen: keeps cookies for each host, follows redirects, and fills in forms. */
export class CookieJar {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** The cookie that the host has set. */
  cookie(url: string, name: string): string | undefined {
    return this.#of(url).get(name);
  }

  #of(url: string): Map<string, string> {
    const { host } = new URL(url);
    const found = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, found);
    return found;
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookies = this.#of(url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  /** Opens the address and goes wherever it leads, filling in each form by `answers`, until it comes to a page without one. Returns its address. */
  async walk(start: string, answers: Readonly<Record<string, string>>): Promise<string> {
    let [url, init]: [string, RequestInit] = [start, {}];
    for (let steps = 0; steps < 20; steps += 1) {
      const response = await this.fetch(url, init);
      const location = response.headers.get('location');
      const html = await response.text();
      if (location !== null) {
        [url, init] = [new URL(location, url).href, {}];
        continue;
      }
      const [form] = attributes(html, 'form');
      if (form?.['action'] === undefined) return url;
      const fields = [...attributes(html, 'input'), ...attributes(html, 'button')].flatMap(({ name = '', value = '' }) =>
        name === '' ? [] : [[name, answers[name] ?? value]],
      );
      [url, init] = [new URL(form['action'], url).href, { method: 'POST', body: new URLSearchParams(fields) }];
    }
    throw new Error('the way leads nowhere');
  }
}
