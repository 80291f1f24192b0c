import { useEffect, useState } from 'react';
import type { CallMediaStore } from '#client/media/state.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { ring } from './ring.ts';

/** Calls the expert's attention to an offer in every way there is: sound, desktop notice, window title. Ends with the offer. */
export function useOfferAlert(offerKey: string | null, store: CallMediaStore): { isSoundBlocked: boolean } {
  const { t } = useTexts('expert');
  const [isSoundBlocked, setSoundBlocked] = useState(false);
  useEffect(() => {
    if (offerKey === null) return;
    const title = document.title;
    document.title = t('offer.windowTitle');
    const stopRinging = ring(store, setSoundBlocked);
    const notice = 'Notification' in window && Notification.permission === 'granted' ? new Notification(t('offer.windowTitle'), { tag: offerKey }) : null;
    notice?.addEventListener('click', () => window.focus());
    return () => {
      stopRinging();
      setSoundBlocked(false);
      notice?.close();
      document.title = title;
    };
    // The language may change during an offer without ringing anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [offerKey]);
  return { isSoundBlocked };
}
