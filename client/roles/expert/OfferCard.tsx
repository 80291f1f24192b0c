import { ChevronDown, Clock, History, MessageSquareText, MessagesSquare, ShieldCheck, UserCheck, Video } from 'lucide-react';
import { useStore } from 'zustand';
import { declineReasons } from '#shared/call/lifecycle.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { Button } from '#client/ui/Button.tsx';
import { clockText } from '#client/ui/duration.ts';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { State } from '#client/ui/State.tsx';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { bareKeys } from '#client/app/state/bareKeys.ts';
import { useMedia, useNow } from '#client/app/state/roleClient.ts';
import { Countdown } from './Countdown.tsx';
import { OwnLevel } from './OwnLevel.tsx';
import styles from './OfferCard.module.css';
import type { DeskProps } from './props.ts';
import { useOfferAlert } from './useOfferAlert.ts';

/** So long before the offer runs out it is said once more. */
const lastWordMs = 10_000;

type Offer = NonNullable<DeskProps['view']['offer']>;
type Props = DeskProps & { readonly isDeclining: boolean; readonly onDeclining: (isDeclining: boolean) => void };

/** The offer, over everything but never with the focus: what, who, why me, why now, and how one will be seen (F36). */
export function OfferCard({ roleClient, view, catalogue, act, isDeclining, onDeclining }: Props) {
  const { t, inLanguage } = useTexts('expert');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const areBareOn = useStore(bareKeys, (state) => state.areOn);
  const { offer } = view;
  const { isSoundBlocked } = useOfferAlert(offer === null ? null : `${offer.callId}/${offer.offerNumber}`, roleClient.media.store);
  if (offer === null) return null;
  const { callId, offerNumber } = offer;
  const leftMs = offer.ringUntil - now;
  return (
    // Above dialogs too, and a press on it leaves them as they are.
    <div className={styles['veil']} data-react-aria-top-layer="true">
      <section className={styles['card']} data-testid="offer" aria-label={t('offer.title')}>
        <p role="alert" className="visually-hidden">
          {t('offer.title')}: {serviceName(offer.serviceId)}, {languagesOf(offer)}, {inLanguage(offer.pointNames)}
          {leftMs <= lastWordMs && `. ${t('offer.endsSoon')}`}
        </p>
        <div className={styles['main']}>
          <Matter roleClient={roleClient} catalogue={catalogue} offer={offer} />
          <OwnFace roleClient={roleClient} />
        </div>
        <div className={styles['acts']}>
          <Button
            size="large"
            icon={<Video aria-hidden />}
            shortcut={areBareOn ? 'Enter' : 'Alt+A'}
            onPress={() => void act('offer:accept', { callId, offerNumber })}
          >
            {t('offer.accept')}
          </Button>
          <MenuButton
            label={t('offer.decline')}
            kind="secondary"
            icon={<ChevronDown aria-hidden />}
            isOpen={isDeclining}
            onOpenChange={onDeclining}
            acts={declineReasons.map((reason) => ({
              id: reason,
              text: t(`offer.declineReason.${reason}`),
              onPress: () => void act('offer:decline', { callId, offerNumber, reason }),
            }))}
          />
          {areBareOn && <p className={styles['keys']}>{t('offer.shortcut')}</p>}
          {isSoundBlocked && <strong>{t('offer.soundBlocked')}</strong>}
          <p className={styles['goesOn']}>{t('offer.goesOn')}</p>
          <span data-state="ring">
            <Countdown key={`${callId} ${offerNumber}`} leftMs={leftMs} isSoon={leftMs <= lastWordMs} />
          </span>
        </div>
      </section>
    </div>
  );
}

function Matter({ roleClient, catalogue, offer }: Pick<Props, 'roleClient' | 'catalogue'> & { readonly offer: Offer }) {
  const { t, language, inLanguage } = useTexts('expert');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <div className={styles['matter']}>
      <p>
        <State kind="ring">{t('offer.windowTitle')}</State>
      </p>
      <h2>{serviceName(offer.serviceId)}</h2>
      <p className={styles['lead']}>
        {agencyShortName(offer.agencyId)} · {t('offer.speaks', { languages: languagesOf(offer) })} · {inLanguage(offer.pointNames)},{' '}
        {inLanguage(offer.terminalNames)} · {offer.bookedFor !== null && `${t('offer.booked', { time: clockTime(offer.bookedFor, language, false) })} · `}
        <b>{t('offer.waited', { time: clockText(Math.max(0, now - (offer.bookedFor ?? offer.queuedAt))) })}</b>
      </p>
      {offer.askedBy !== null && (
        <Notice kind="live" icon={<MessagesSquare aria-hidden />}>
          {t('offer.askedBy', { name: offer.askedBy.displayName, agency: agencyShortName(offer.askedBy.agencyId) })}
        </Notice>
      )}
      {offer.note !== '' && (
        <Notice kind="ring" icon={<MessageSquareText aria-hidden />} title={t('offer.fromAdviser')}>
          {offer.note}
        </Notice>
      )}
      {offer.earlierNote !== '' && (
        <Notice kind="ring" icon={<History aria-hidden />} title={t('offer.earlierNote')}>
          {offer.earlierNote}
        </Notice>
      )}
      {offer.sharedNotes.map(({ fromAgencyId, note }) => (
        <Notice key={note} icon={<ShieldCheck aria-hidden />} title={t('offer.sharedBy', { agency: agencyShortName(fromAgencyId) })}>
          {note}
        </Notice>
      ))}
      <ul className={styles['why']} data-testid="offerReason">
        <li>
          <UserCheck aria-hidden />
          <span>{t(`offer.reason.${offer.reason}`)}</span>
        </li>
        {offer.choice !== null && (
          <li>
            <Clock aria-hidden />
            <span>{t('offer.whyNow', { list: offer.choice.turn.map((one) => t(`offer.turn.${one}`)).join(', ') })}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Seen and heard by oneself before anybody else does. */
function OwnFace({ roleClient }: Pick<Props, 'roleClient'>) {
  const { t } = useTexts('expert');
  const { localVideo } = useMedia(roleClient);
  return (
    <div className={styles['face']}>
      <div className={styles['picture']}>
        <VideoTile label={t('offer.seenSo')} video={localVideo} isMirrored />
      </div>
      <OwnLevel roleClient={roleClient} />
    </div>
  );
}
