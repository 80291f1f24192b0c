/** What a state may be: each is a word, a shape and a colour, so that none of them has to carry it alone. */
export const stateKinds = ['good', 'wait', 'live', 'ring', 'poor', 'bad', 'off'] as const;
export type StateKind = (typeof stateKinds)[number];
