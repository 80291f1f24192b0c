import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import type { CallId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';

/** Long enough to be read by somebody who was typing. */
const shownMs = 20_000;

/** Says so when a wrap-up is over that the expert has not ended; returns what to tell it when the expert does. */
export function useTimeOver(callId: CallId | null): (isDone: boolean) => void {
  const { t } = useTexts('expert');
  const before = useRef<CallId | null>(null);
  const completed = useRef<CallId | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = callId;
    if (last !== null && last !== callId && last !== completed.current) toast(t('wrapUp.timeOver'), { duration: shownMs });
  }, [callId, t]);
  return (isDone) => {
    completed.current = isDone ? (callId ?? completed.current) : null;
  };
}
