import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { causeOf } from '#shared/connection/findings.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { DeskBar } from '#client/ui/DeskBar.tsx';
import { type Health, HealthBadge } from '#client/ui/HealthBadge.tsx';
import { OwnAccount } from '#client/features/account/OwnAccount.tsx';
import { OwnSettings } from '#client/app/shell/OwnSettings.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import type { CallMediaState } from '#client/media/state.ts';
import type { DeskProps } from './props.ts';
import { ringOnce } from './ring.ts';
import { ShortcutList } from './ShortcutList.tsx';
import { StatusPicker } from './StatusPicker.tsx';

type Props = DeskProps & { readonly onAvailable: () => void };

/** Who I am, how I stand, how my connection is, and what is my own to choose. */
export function ExpertBar({ roleClient, view, catalogue, act, onAvailable }: Props) {
  const { t } = useTexts('expert');
  const { agencyShortName, ownWord } = useCatalogueTexts(catalogue);
  const { connection } = useMedia(roleClient);
  const { expert, findings } = view;
  const agency = agencyShortName(expert.agencyId);
  const own = ownWord(expert.agencyId, 'expert');
  const health = ownHealth(connection, findings);
  return (
    <DeskBar
      heading={t('heading')}
      name={expert.displayName}
      place={own === null ? t('place', { agency }) : `${agency}, ${own}`}
      status={<StatusPicker roleClient={roleClient} view={view} act={act} onAvailable={onAvailable} />}
    >
      <HealthBadge health={health}>{t(`ownLine.${health}`)}</HealthBadge>
      <NotificationButton />
      <ShortcutList />
      <OwnSettings roleClient={roleClient} onTryRinging={() => ringOnce(roleClient.media.store)} bareKeysText={t('shortcuts.bare')} />
      <OwnAccount desk="expert" />
      <SignOut roleClient={roleClient} isInCall={view.call !== null} />
    </DeskBar>
  );
}

/** What can be said of the own connection: nothing before there is one. */
function ownHealth(connection: CallMediaState['connection'], findings: DeskProps['view']['findings']): Health {
  if (connection === 'healing') return 'bad';
  if (connection !== 'connected') return 'off';
  const ranks = findings.map(({ code }) => causeOf(code).rank);
  return ranks.includes('stops') ? 'bad' : ranks.includes('harms') ? 'poor' : 'good';
}

function NotificationButton() {
  const { t } = useTexts('expert');
  const [permission, setPermission] = useState('Notification' in window ? Notification.permission : 'denied');
  if (permission !== 'default') return null;
  return (
    <Button kind="quiet" icon={<BellRing aria-hidden />} onPress={() => void Notification.requestPermission().then(setPermission)}>
      {t('notifications')}
    </Button>
  );
}
