import { Settings, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { bareKeys, chooseBareKeys } from '#client/app/state/bareKeys.ts';
import { chooseRinging, ringing, ringingLevels } from '#client/app/state/ringing.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { appearance, chooseAppearance, contrasts, sizes, themes } from '#client/ui/appearance.ts';
import { Button } from '#client/ui/Button.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { Switch } from '#client/ui/Switch.tsx';
import { OwnSessions } from './OwnSessions.tsx';
import { type StaffClient, useOwnSessions } from './useOwnSessions.ts';
import styles from './OwnSettings.module.css';

type Props = {
  /** Plays what rings at this desk once, as loud as it is chosen; without it nothing rings here. */
  readonly onTryRinging?: () => void;
  /** Which keys without Alt do something at this desk, in words; without it none does. */
  readonly bareKeysText?: string;
  /** Whose desk it is: where they are signed in is shown, and can be ended. */
  readonly roleClient?: StaffClient;
};

/** What a desk's person chooses for themselves on this machine: language, how the page looks, how loud it rings, which keys do something. */
export function OwnSettings({ onTryRinging, bareKeysText, roleClient }: Props) {
  const { t } = useTexts('common');
  return (
    <ModalDialog
      title={t('settings.title')}
      isDismissable
      trigger={
        <Button kind="quiet" icon={<Settings aria-hidden />} data-testid="ownSettings">
          {t('settings.title')}
        </Button>
      }
      data-testid="ownSettingsDialog"
    >
      {(close) => (
        <>
          <div className={styles['rows']}>
            <Row name={t('language')}>
              <LanguageSwitcher />
            </Row>
            <Looks />
            {onTryRinging !== undefined && <Ringing onTry={onTryRinging} />}
            {bareKeysText !== undefined && <BareKeys text={bareKeysText} />}
          </div>
          <p className={styles['note']}>{t('settings.kept')}</p>
          {roleClient !== undefined && <Sessions roleClient={roleClient} />}
          <DialogActions>
            <Button onPress={close}>{t('settings.done')}</Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}

function Sessions({ roleClient }: { readonly roleClient: StaffClient }) {
  const { sessions, notice, end } = useOwnSessions(roleClient);
  return sessions === null ? null : <OwnSessions sessions={sessions} notice={notice} onEnd={(sessionId) => void end(sessionId)} />;
}

/** The names stand below each other; each group of choices says its own to a screen reader. */
const Row = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles['row']}>
    <span className={styles['name']} aria-hidden>
      {name}
    </span>
    <div className={styles['choices']}>{children}</div>
  </div>
);

/** Of themes and contrasts the system's own is one: it is what holds until somebody chooses. */
const withSystem = <T extends string>(ids: readonly T[]) => ['system', ...ids] as const;

function Looks() {
  const { t } = useTexts('common');
  const { theme, contrast, size } = useStore(appearance, (state) => state.choices);
  return (
    <>
      <Row name={t('settings.theme.title')}>
        <Segments
          label={t('settings.theme.title')}
          value={theme ?? 'system'}
          options={withSystem(themes).map((id) => ({ id, text: t(`settings.theme.${id}`) }))}
          onChange={(chosen) => chooseAppearance({ theme: chosen === 'system' ? null : chosen })}
        />
      </Row>
      <Row name={t('settings.contrast.title')}>
        <Segments
          label={t('settings.contrast.title')}
          value={contrast ?? 'system'}
          options={withSystem(contrasts).map((id) => ({ id, text: t(`settings.contrast.${id}`) }))}
          onChange={(chosen) => chooseAppearance({ contrast: chosen === 'system' ? null : chosen })}
        />
      </Row>
      <Row name={t('settings.size.title')}>
        <Segments
          label={t('settings.size.title')}
          value={size}
          options={sizes.map((id) => ({ id, text: t(`settings.size.${id}`) }))}
          onChange={(chosen) => chooseAppearance({ size: chosen })}
        />
      </Row>
    </>
  );
}

function Ringing({ onTry }: { readonly onTry: () => void }) {
  const { t } = useTexts('common');
  const level = useStore(ringing, (state) => state.level);
  return (
    <Row name={t('settings.ringing.title')}>
      <Segments
        label={t('settings.ringing.title')}
        value={level}
        options={ringingLevels.map((id) => ({ id, text: t(`settings.ringing.${id}`) }))}
        onChange={chooseRinging}
      />
      {level === 'off' ? (
        <p className={styles['note']}>{t('settings.ringing.silent')}</p>
      ) : (
        <Button kind="quiet" icon={<Volume2 aria-hidden />} onPress={onTry}>
          {t('settings.ringing.try')}
        </Button>
      )}
    </Row>
  );
}

function BareKeys({ text }: { readonly text: string }) {
  const { t } = useTexts('common');
  const areOn = useStore(bareKeys, (state) => state.areOn);
  return (
    <Row name={t('settings.bareKeys.title')}>
      <span data-testid="bareKeys">
        <Switch isOn={areOn} onChange={chooseBareKeys}>
          {text}
        </Switch>
      </span>
    </Row>
  );
}
