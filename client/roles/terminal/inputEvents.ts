/** Whatever a person can do to a page: by finger, pen, mouse or key, and by an aid, which may give nothing but a click or new text. */
export const inputEvents = ['pointerdown', 'touchstart', 'wheel', 'keydown', 'click', 'input'] as const;
