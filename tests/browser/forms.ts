import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe has to say of all stages in sight (WCAG 2.2 A and AA), or what it says by one rule only, each with the stage where it stands. */
export async function violationsIn(page: Page, rule: string | null = null): Promise<string[]> {
  const builder = new AxeBuilder({ page })
    .include('[data-stage]')
    // The pseudo-language of the gallery is no language.
    .exclude('[lang=qps]');
  const { violations } = await (rule === null ? builder.withTags(wcag) : builder.withRules([rule])).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, any }) => ({ id, target: String(target[0]), html, why: any[0]?.message ?? '' })),
  );
  return page.evaluate(
    (all) =>
      all.map(({ id, target, html, why }) => {
        const stage = document.querySelector(target)?.closest<HTMLElement>('[data-stage]')?.dataset['stage'] ?? 'somewhere';
        return `${stage}: ${id}: ${why} ${html.slice(0, 160)}`;
      }),
    found,
  );
}

/** What does not fit into the window as it is now: what sticks out at the side, text that is cut off, and what is too small to be hit. */
export const misfitsIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const html = document.documentElement;
    const stageOf = (element: Element) => element.closest<HTMLElement>('[data-stage]')?.dataset['stage'] ?? null;
    const nameOf = (element: Element) =>
      `${stageOf(element) ?? 'the gallery'}: <${element.tagName.toLowerCase()}> “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 50)}”`;
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.getClientRects().length > 0 &&
      element.closest('.visually-hidden, [aria-hidden=true]') === null;
    const hides = (element: Element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== html &&
      (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || hides(element) || scrolls(element.parentElement));
    const all = [...document.querySelectorAll('[data-stage] *')].filter(isSeen);

    if (html.scrollWidth > html.clientWidth) {
      const out = all.filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (right > html.clientWidth + 1 || left < -1) && !scrolls(element.parentElement);
      });
      const outermost = out.filter((element) => element.parentElement === null || !out.includes(element.parentElement));
      found.push(...(outermost.length === 0 ? ['the page scrolls sideways'] : outermost.map((element) => `${nameOf(element)} sticks out at the side`)));
    }
    for (const element of all)
      if (hides(element) && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim() !== '' && element.clientWidth > 1)
        found.push(`${nameOf(element)} is cut off: ${element.scrollWidth} > ${element.clientWidth}`);

    // A board on the wall is not pressed.
    const least = { terminal: 64, desk: 44, wall: 0 }[html.dataset['mode'] ?? ''] ?? 0;
    const pressed = 'button, a[href], input, textarea, select, [role=button], [role=tab], [role=switch], [role=radio], [role=slider]';
    for (const element of all.filter((one) => one.matches(pressed) && stageOf(one) !== null && one.closest('[data-gallery]') === null)) {
      // Keys of a keyboard are narrow where the window is; the machine has its own there.
      if (element.closest('[data-testid=touchKeys]') !== null && window.innerWidth < 960) continue;
      // A choice is hit with its words, and a slider on its whole track; a link within a sentence is as high as its line (WCAG 2.5.8).
      const isSlider = element.matches('[type=range]');
      const target = (isSlider ? (element.closest('[data-slider]') ?? element.closest('[role=group] > div')) : element.closest('label')) ?? element;
      if (getComputedStyle(target).display === 'inline' && target.matches('a')) continue;
      const { width, height } = target.getBoundingClientRect();
      if (Math.min(width, height) < least - 0.5)
        found.push(`${nameOf(element)} is too small to be hit: ${Math.round(width)} × ${Math.round(height)} < ${least}`);
    }
    return [...new Set(found)];
  });
