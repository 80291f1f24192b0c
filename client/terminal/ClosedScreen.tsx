import { useEffect, useRef, useState } from 'react';
import type { CallId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { Button } from '#client/components/Button.tsx';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { clockTime, closedText } from '#client/i18n/openingText.ts';
import { OtherPlaces } from './OtherPlaces.tsx';
import { OtherWays } from './OtherWays.tsx';
import type { Ticket, Wish } from './steps.ts';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

/** Nobody can be queued for now: another time, or another way (F25). */
export function ClosedScreen({ face, view, catalogue, wish, onBooked }: TerminalProps & { readonly wish: Wish; readonly onBooked: (ticket: Ticket) => void }) {
  const { t, language, inLanguage } = useTexts('terminal');
  const [slots, setSlots] = useState<readonly Instant[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  // One id for this booking: pressing again after a lost answer is the same act.
  const callId = useRef(crypto.randomUUID() as CallId);
  const { agencyId, serviceId } = wish;
  const agency = catalogue.agencies.find(({ id }) => id === agencyId);
  const service = agency?.services.find(({ id }) => id === serviceId);
  const isRemote = service?.channels.includes('remote') ?? false;
  const state = view.agencies.find((one) => one.agencyId === agencyId);
  const closed = closedText(state?.services.find((one) => one.serviceId === serviceId)?.opening, language) ?? closedText(state?.opening, language);

  useEffect(() => {
    if (isRemote) face.connection.request('callback:slots', { agencyId, serviceId }).then((reply) => setSlots(reply.slots), setError);
  }, [face, agencyId, serviceId, isRemote]);

  const book = (at: Instant): void => {
    setError(null);
    face.connection
      .request('callback:book', { callId: callId.current, agencyId, serviceId, language, at })
      .then(({ number }) => onBooked({ number, at }), setError);
  };
  return (
    <>
      <h1>{service && inLanguage(service.names)}</h1>
      {closed !== null && <Notice kind="warning">{t(closed.key, closed.values)}</Notice>}
      {service !== undefined && <OtherPlaces service={service} pointId={view.terminal.pointId} now={view.now} />}
      {isRemote && (
        <section className={styles['stack']} aria-labelledby="another-time">
          <h2 id="another-time">{t('closed.anotherTime')}</h2>
          {slots?.length === 0 && <p>{t('closed.noTimes')}</p>}
          <div className={styles['footSide']}>
            {(slots ?? []).map((at) => (
              <Button key={at} kind="secondary" size="large" data-testid="slot" onPress={() => book(at)}>
                {clockTime(at, language, true)}
              </Button>
            ))}
          </div>
          {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
        </section>
      )}
      <OtherWays agency={agency} />
    </>
  );
}
