import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { CauseCode } from '#shared/connection/findings.ts';
import { type Finding, hasEvidenceChanged } from '#shared/connection/hysteresis.ts';
import type { CallId } from '#shared/ids.ts';
import type { Leg } from './leg.ts';

/** What is measured beside a finding is told anew so often at most. */
const evidenceEveryMs = 3_000;

export type FindingsChange = {
  readonly participant: ParticipantKey;
  readonly roomId: CallId | null;
  readonly findings: readonly Finding[];
  /** Whether something appeared, went or came along into another room; else only what was measured is another. */
  readonly haveFindingsChanged: boolean;
};

type ToldFindingsOptions = { readonly now: () => number; readonly onFindings: (change: FindingsChange) => void };

/** What was told of each leg, so that only what is news is told again. */
export class ToldFindings {
  readonly #now: () => number;
  readonly #onFindings: ToldFindingsOptions['onFindings'];
  readonly #told = new Map<ParticipantKey, { readonly roomId: CallId | null; readonly findings: readonly Finding[]; readonly at: number }>();

  constructor({ now, onFindings }: ToldFindingsOptions) {
    this.#now = now;
    this.#onFindings = onFindings;
  }

  tell(participant: ParticipantKey, { roomId }: Leg, findings: readonly Finding[]): void {
    const before = this.#told.get(participant);
    if (before === undefined && findings.length === 0) return;
    const codes = (list: readonly Finding[]): string => list.map(({ code }) => code).join(' ');
    // Another room is news too: what stands comes along into it.
    const haveFindingsChanged = before === undefined || before.roomId !== roomId || codes(before.findings) !== codes(findings);
    if (
      !haveFindingsChanged &&
      (this.#now() - before.at < evidenceEveryMs || !findings.some((finding, index) => hasEvidenceChanged(before.findings[index] ?? finding, finding)))
    )
      return;
    this.#told.set(participant, { roomId, findings, at: this.#now() });
    this.#onFindings({ participant, roomId, findings, haveFindingsChanged });
  }

  /** Nothing is wrong at the leg any more, and nobody is there. */
  forget(participant: ParticipantKey, leg: Leg): void {
    this.tell(participant, leg, []);
    this.#told.delete(participant);
  }

  /** At how many connections each cause stands now. */
  active(): ReadonlyMap<CauseCode, number> {
    const counts = new Map<CauseCode, number>();
    for (const { findings } of this.#told.values()) for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  }
}
