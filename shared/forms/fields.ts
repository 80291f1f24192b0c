/** What a field of a form can be. The first four are written, letter by letter; the others are chosen. */
export const writtenKinds = ['text', 'multiline', 'comb', 'date'] as const;
export const chosenKinds = ['check', 'radio', 'list', 'signature'] as const;
export const fieldKinds = [...writtenKinds, ...chosenKinds] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Why a PDF cannot be filled here. */
export const formFaults = ['unreadable', 'encrypted', 'xfa', 'signed', 'noFields', 'tooLarge'] as const;
export type FormFault = (typeof formFaults)[number];

/** Who fills a field. */
export const fillers = ['both', 'customer', 'expert'] as const;

export const isWritten = ({ kind }: { readonly kind: FieldKind }): boolean => writtenKinds.some((one) => one === kind);

/** What a tick is, while it is there. */
export const ticked = 'on';
