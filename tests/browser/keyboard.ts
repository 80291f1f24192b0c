import { type Locator, type Page, expect } from '@playwright/test';

/** What has the focus, and why it cannot be seen where it cannot. */
type Focus = { readonly name: string; readonly fault: string | null };

/** Somebody with a keyboard and nothing else: presses keys, and goes by what has the focus. Each stop on the way must be seen (WCAG 2.4.7, 2.4.11). */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  /** Goes on by that key until the focus is on it. */
  async reach(target: Locator, key = 'Tab', most = 80): Promise<void> {
    await target.waitFor({ state: 'attached' });
    const way: string[] = [];
    for (let presses = 0; presses <= most; presses += 1) {
      const isThere = await target.evaluate((element) => element === document.activeElement || element === document.activeElement?.closest('label'));
      const { name, fault } = await this.#focus();
      if (presses > 0 || isThere) expect(fault, `the focus is seen on ${name}`).toBeNull();
      if (isThere) return;
      way.push(name);
      await this.press(key);
    }
    throw new Error(`the keyboard does not get there; it came by: ${[...new Set(way)].join(', ')}`);
  }

  /** Goes there and presses it. */
  async act(target: Locator, key = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.press(key);
  }

  /** Waits until the focus is there by itself, in sight. */
  async expectFocus(target: Locator): Promise<void> {
    await expect(target).toBeFocused();
    const { name, fault } = await this.#focus();
    expect(fault, `the focus is seen on ${name}`).toBeNull();
  }

  /** Waits until the focus is somewhere within, in sight. */
  async expectFocusIn(place: Locator): Promise<void> {
    await expect.poll(() => place.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    const { name, fault } = await this.#focus();
    expect(fault, `the focus is seen on ${name}`).toBeNull();
  }

  #focus(): Promise<Focus> {
    return this.#page.evaluate(() => {
      const active = document.activeElement;
      if (active === null || active === document.body) return { name: 'nothing', fault: null };
      const name = `<${active.tagName.toLowerCase()}> “${(active.getAttribute('aria-label') ?? active.closest('label')?.textContent ?? active.textContent).trim().slice(0, 40)}”`;
      const root = document.documentElement;
      /** What is left of a box within everything that cuts it off. */
      const shownBox = (element: Element) => {
        const box = element.getBoundingClientRect();
        const left = { inline: [box.left, box.right], block: [box.top, box.bottom] };
        const cut = (side: number[], [from, to]: readonly [number, number]): number[] => [Math.max(side[0] ?? 0, from), Math.min(side[1] ?? 0, to)];
        left.inline = cut(left.inline, [0, root.clientWidth]);
        left.block = cut(left.block, [0, root.clientHeight]);
        for (let around = element.parentElement; around !== null && around !== document.body; around = around.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(around);
          const limits = around.getBoundingClientRect();
          if (overflowX !== 'visible') left.inline = cut(left.inline, [limits.left, limits.right]);
          if (overflowY !== 'visible') left.block = cut(left.block, [limits.top, limits.bottom]);
        }
        const [[x = 0, right = 0], [y = 0, bottom = 0]] = [left.inline, left.block];
        return { x, y, width: right - x, height: bottom - y };
      };
      // A choice's own field is hidden, and its label shows that it has the focus; so does the frame around a field and what belongs to it.
      const around = active.parentElement?.matches(':has(> input:focus)') === true ? active.parentElement : null;
      const marked = [active, active.closest('[data-focus-visible]'), around].filter((element) => element !== null);
      const faults = marked.map((element): string | null => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'nothing is drawn around it';
        const { x, y, width, height } = shownBox(element);
        if (width < 4 || height < 4) return 'it is out of sight';
        // At one of these points at least it is what stands on top.
        const points = [
          [0.5, 0.5],
          [0.1, 0.5],
          [0.9, 0.5],
          [0.5, 0.1],
          [0.5, 0.9],
        ] as const;
        const isOnTop = points.some(([across, down]) => {
          const top = document.elementsFromPoint(x + width * across, y + height * down).find((one) => getComputedStyle(one).pointerEvents !== 'none');
          return top !== undefined && (element.contains(top) || top.contains(element));
        });
        return isOnTop ? null : 'something stands over it';
      });
      return { name, fault: faults.includes(null) ? null : (faults[0] ?? 'nothing is drawn around it') };
    });
  }
}
