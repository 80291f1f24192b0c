import { clockText } from './duration.ts';

type Props = {
  readonly ms: number;
  /** A screen reader says it again at each full one of these, not each second. */
  readonly everyMs: number;
  /** The text around the clock. */
  readonly text: (time: string) => string;
};

/** A text with a running clock: seen every second, said when it appears and at milestones. */
export const TickingStatus = ({ ms, everyMs, text }: Props) => (
  <>
    <span aria-hidden>{text(clockText(ms))}</span>
    <span role="status" className="visually-hidden">
      {text(clockText(Math.round(ms / everyMs) * everyMs))}
    </span>
  </>
);
