import { BellRing, Headset, Hourglass, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { type WaitRange, inMinutes } from '#shared/queue/estimate.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { Horizon } from '#client/ui/Horizon.tsx';
import styles from './QueuePosition.module.css';

type Waiting = Extract<TerminalCall, { state: 'queued' | 'offered' | 'parked' }>;
type Props = {
  readonly call: Waiting;
  readonly agency: string;
  /** When the estimate was made. */
  readonly madeAt: number;
  /** What else there is to know of the place, under it. */
  readonly notices: ReactNode;
  /** Oneself, as the expert will see it. */
  readonly self: ReactNode;
  /** Under the line of people. */
  readonly children?: ReactNode;
};

/** Where the customer stands: in words, as a time, and as the line of people itself. The horizon gives way to what is to be read. */
export function QueuePosition({ call, agency, madeAt, notices, self, children }: Props) {
  const { t } = useTexts('terminal');
  return (
    <section className={styles['position']} aria-label={t('waiting.title', { agency })}>
      <div className={styles['view']}>
        <Horizon />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1) */}
      <div className={styles['say']} tabIndex={0}>
        <h1>{t('waiting.title', { agency })}</h1>
        <p className={styles['words']} role="status" data-testid="position" data-state={call.state}>
          {call.state === 'offered' && <BellRing aria-hidden />}
          <PlaceWords call={call} />
        </p>
        {call.state === 'queued' && call.ableOnDuty > 0 && <Estimate estimate={call.estimate} madeAt={madeAt} />}
        <p className={styles['keep']}>
          <ShieldCheck aria-hidden />
          {t('waiting.keep')}
        </p>
        <div className={styles['notices']}>{notices}</div>
      </div>
      <div className={styles['tray']}>
        <Line agency={agency} position={call.state === 'offered' ? 1 : call.position} isSoon={call.state === 'offered'} />
        <div className={styles['self']}>
          {self}
          <p>{t('waiting.notSent')}</p>
        </div>
        <div className={styles['below']}>{children}</div>
      </div>
    </section>
  );
}

const inWords = ['2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** The place in words; from eleven on in figures. */
export function PlaceWords({ call }: { readonly call: TerminalCall }) {
  const { t } = useTexts('terminal');
  if (call.state === 'offered') return t('waiting.soon');
  if (call.state === 'parked') {
    if (call.isAbsent) return t('waiting.absent');
    if (!call.isReturn) return t('waiting.parked');
    return call.position === 1 ? t('waiting.parkedByExpertFirst') : t('waiting.parkedByExpert', { position: call.position });
  }
  if (call.state !== 'queued') return null;
  if (call.position === 1) return t('waiting.first');
  const ordinal = inWords.find((one) => Number(one) === call.position);
  return ordinal === undefined ? t('waiting.position', { position: call.position }) : t('waiting.nth', { ordinal: t(`waiting.ordinal.${ordinal}`) });
}

/** The wait as one would say it, as a range and by the clock, or that nobody can tell. */
function Estimate({ estimate, madeAt }: { readonly estimate: WaitRange | null; readonly madeAt: number }) {
  const { t, language } = useTexts('terminal');
  const range = estimate === null ? null : inMinutes(estimate);
  const at = (minutes: number): string => clockTime(madeAt + minutes * 60_000, language, false);
  return (
    <p className={styles['time']}>
      <Hourglass aria-hidden />
      <span>
        <strong data-testid="estimate">
          {range === null ? t('waiting.estimate.unknown') : range.from === 0 ? t('waiting.estimate.atMost', range) : t('waiting.estimate.range', range)}
        </strong>
        {range !== null && (
          <span className={styles['clock']}>
            {t(range.from === 0 ? 'waiting.estimate.clockAtMost' : 'waiting.estimate.clock', { from: at(range.from), to: at(range.to) })}
          </span>
        )}
      </span>
    </p>
  );
}

/** So many stand in the picture; how many more there are is a figure. */
const figuresAtMost = 3;

/** The line as a picture of what the words say; when it moves, those in it step forward. */
function Line({ agency, position, isSoon }: { readonly agency: string; readonly position: number; readonly isSoon: boolean }) {
  const { t } = useTexts('terminal');
  const ahead = position - 1;
  const drawn = Math.min(ahead, figuresAtMost);
  return (
    <div key={`${position} ${isSoon}`} className={styles['line']} data-soon={isSoon || undefined} aria-hidden>
      <span className={styles['desk']}>
        <span className={styles['sign']}>
          <Headset />
        </span>
        {agency}
      </span>
      {Array.from({ length: drawn }, (_, index) => (
        <span key={index} className={styles['ahead']}>
          <Figure />
          {index + 1}
        </span>
      ))}
      {ahead > drawn && <span className={styles['more']}>+{ahead - drawn}</span>}
      <span className={styles['you']}>
        <Figure />
        {t('check.you')}
      </span>
    </div>
  );
}

const Figure = () => (
  <svg viewBox="0 0 40 50">
    <circle cx="20" cy="13" r="10" />
    <path d="m2 50c0-15 7-23 18-23s18 8 18 23z" />
  </svg>
);
