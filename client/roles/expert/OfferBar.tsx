import { PhoneIncoming } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { type DeclineReason, declineReasons } from '#shared/call/lifecycle.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { clockText } from '#client/ui/duration.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';
import { useOfferAlert } from './useOfferAlert.ts';

/** So long before the offer runs out it is said once more. */
const lastWordMs = 10_000;

/** The incoming offer, over every view: who, where, what, in which language, how long waited, and the adviser's note. */
export function OfferBar({ roleClient, view, catalogue, act }: DeskProps) {
  const { t, language, inLanguage } = useTexts('expert');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const { offer } = view;
  const { isSoundBlocked } = useOfferAlert(offer === null ? null : `${offer.callId}/${offer.offerNumber}`, roleClient.media.store);
  if (offer === null) return null;
  const { callId, offerNumber } = offer;
  const decline = (reason: DeclineReason): void => void act('offer:decline', { callId, offerNumber, reason });
  return (
    <section className={styles['offer']} data-testid="offer" aria-label={t('offer.title')}>
      <p role="alert" className="visually-hidden">
        {t('offer.title')}: {serviceName(offer.serviceId)}, {languagesOf(offer)}, {inLanguage(offer.pointNames)}
        {offer.ringUntil - now <= lastWordMs && `. ${t('offer.endsSoon')}`}
      </p>
      <PhoneIncoming aria-hidden size={40} />
      <div className={styles['offerText']}>
        <h2>{serviceName(offer.serviceId)}</h2>
        <p>
          {agencyShortName(offer.agencyId)} · {languagesOf(offer)} · {inLanguage(offer.pointNames)}, {inLanguage(offer.terminalNames)} ·{' '}
          {offer.bookedFor !== null && `${t('offer.booked', { time: clockTime(offer.bookedFor, language, false) })} · `}
          {t('offer.waited', { time: clockText(Math.max(0, now - (offer.bookedFor ?? offer.queuedAt))) })}
        </p>
        {offer.note !== '' && <p className={styles['note']}>{t('offer.note', { note: offer.note })}</p>}
        {offer.askedBy !== null && <p>{t('offer.askedBy', { name: offer.askedBy.displayName, agency: agencyShortName(offer.askedBy.agencyId) })}</p>}
        {offer.sharedNotes.map(({ fromAgencyId, note }) => (
          <p key={note} className={styles['note']}>
            {t('offer.sharedNote', { agency: agencyShortName(fromAgencyId), note })}
          </p>
        ))}
        <p data-testid="offerReason">
          {t(`offer.reason.${offer.reason}`)}
          {offer.choice !== null && ` · ${t('offer.whyNow', { list: offer.choice.turn.map((one) => t(`offer.turn.${one}`)).join(', ') })}`}
        </p>
        <p>{t('offer.shortcut')}</p>
        {isSoundBlocked && <p>{t('offer.soundBlocked')}</p>}
      </div>
      <span aria-hidden className={styles['countdown']}>
        {clockText(offer.ringUntil - now)}
      </span>
      <Button onPress={() => void act('offer:accept', { callId, offerNumber })}>{t('offer.accept')}</Button>
      <MenuTrigger>
        <Button kind="secondary">{t('offer.decline')}</Button>
        <Popover className={styles['popover'] ?? ''}>
          <Menu onAction={(key) => decline(declineReasons.find((reason) => reason === key) ?? 'otherTask')}>
            {declineReasons.map((reason) => (
              <MenuItem key={reason} id={reason} className={styles['menuItem'] ?? ''}>
                {t(`offer.declineReason.${reason}`)}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </section>
  );
}
