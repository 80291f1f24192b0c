import { DoorClosed, DoorOpen, Hand } from 'lucide-react';
import { OwnAccount } from '#client/features/account/OwnAccount.tsx';
import { OwnSettings } from '#client/app/shell/OwnSettings.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { DeskBar } from '#client/ui/DeskBar.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { chimeOnce } from './useHelpSound.ts';
import type { DeskProps } from './props.ts';
import { needOf, sortTerminals } from './terminals.ts';

/** The head of the adviser's desk: where, who, who needs the adviser first, and the adviser's own settings. */
export function DeskHead(props: DeskProps) {
  const { roleClient, view } = props;
  const { t, inLanguage } = useTexts('adviser');
  const place = inLanguage(view.adviser.pointNames);
  return (
    <DeskBar name={place} place={t('joined.others.adviser', { name: view.adviser.displayName })} heading={place} status={<WhoNeedsMe {...props} />}>
      <PointClosure {...props} />
      <OwnSettings roleClient={roleClient} onTryRinging={() => chimeOnce(roleClient.media.store)} />
      <OwnAccount desk="adviser" />
      <SignOut roleClient={roleClient} isInCall={view.joined !== null} />
    </DeskBar>
  );
}

const looks = { help: 'ring', stops: 'bad', harms: 'poor', coming: 'good', none: 'good' } as const;

/** The most urgent terminal; the card says the same aloud. */
function WhoNeedsMe({ view }: DeskProps) {
  const { t, inLanguage } = useTexts('adviser');
  const first = sortTerminals(view.terminals)[0];
  const need = first === undefined ? 'none' : needOf(first);
  const count = view.terminals.filter((terminal) => needOf(terminal) === need).length;
  const terminal = first === undefined ? '' : inLanguage(first.names);
  return (
    <State kind={looks[need]} {...(need === 'help' ? { icon: <Hand aria-hidden /> } : {})} data-testid="whoNeedsMe" data-need={need}>
      {t(`need.${need}`, { terminal })}
      {count > 1 && need !== 'none' && ` +${count - 1}`}
    </State>
  );
}

/** Closes the point in an emergency, and opens it again. */
function PointClosure({ view, act }: DeskProps) {
  const { t } = useTexts('adviser');
  if (view.isPointClosed) {
    return (
      <Button kind="primary" icon={<DoorClosed aria-hidden />} onPress={() => void act('point:reopen', {})}>
        {t('door.open')}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button kind="quiet" icon={<DoorOpen aria-hidden />}>
          {t('door.close')}
        </Button>
      }
      title={t('door.closeTitle')}
      text={t('door.closeText')}
      confirm={t('door.close')}
      cancel={t('cancel')}
      onConfirm={() => void act('point:close', {})}
    />
  );
}
