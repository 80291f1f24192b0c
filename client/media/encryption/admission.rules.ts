import type { CallRole } from '#shared/contract/define.ts';
import type { Member } from '#shared/encryption/contract.ts';

export const memberKey = ({ role, id }: Member): string => `${role}:${id}`;

/** What this page knows of somebody whom it sees or hears. */
export type Known = {
  readonly member: Member;
  readonly hasAgreed: boolean;
  /** The person here has let them in, or nobody needs to. */
  readonly isAdmitted: boolean;
  /** Whom they have let in, as they say themselves. */
  readonly admits: ReadonlySet<string>;
  /** They have been given a key already. */
  readonly hadKey: boolean;
};

const isSide = ({ role }: Member): boolean => role === 'terminal' || role === 'expert';

/**
 * Whether a person has to press yes before this page gives its key: not between the customer and the first expert, whose call it is, and not for who
 * comes in themselves, who gives theirs to all that are there.
 */
export function needsYes(own: CallRole, { role }: Member, others: readonly Member[]): boolean {
  if (own === 'adviser' || own === 'supervisor') return false;
  const isOtherSide = (own === 'terminal' && role === 'expert') || (own === 'expert' && role === 'terminal');
  return !isOtherSide || others.some((other) => other.role === role);
}

/** Who is given the key that this page encrypts by: who came later only after a yes at both sides of the call. */
export const keyHolders = <K extends Known>(all: readonly K[]): K[] =>
  all.filter((one) => {
    if (!one.hasAgreed || !one.isAdmitted) return false;
    const sides = all.filter((other) => other !== one && other.hasAgreed && isSide(other.member));
    return one.hadKey || isSide(one.member) || sides.every(({ admits }) => admits.has(memberKey(one.member)));
  });
