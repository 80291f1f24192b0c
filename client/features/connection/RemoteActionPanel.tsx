import { Monitor, Route, Video, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RemoteActionName } from '#shared/connection/findings.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import { qualityLevels } from '#shared/connection/videoLadder.ts';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import type { DeviceChoice, MediaSettings } from '#shared/contract/views/index.ts';
import { Choice } from '#client/ui/Choice.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { DeviceSetting, VolumeSetting } from './settingFields.tsx';
import { ManualOverrides } from './ManualOverrides.tsx';
import { type NewestRun, RemoteActionButton } from './RemoteActionButton.tsx';
import styles from './RemoteActionPanel.module.css';
import type { presses } from './suggestions.ts';

type Props = {
  readonly devices: readonly DeviceChoice[];
  /** How things are set now; null where that is not known. */
  readonly settings: MediaSettings | null;
  /** Buttons that stand beside a finding already. */
  readonly offered?: readonly RemoteAction[];
  /** Remote actions that make no sense here, such as calling for one's own attention. */
  readonly without?: readonly RemoteActionName[];
  /** The page is one's own, and no terminal. */
  readonly isOwn?: boolean;
  readonly newest?: NewestRun | undefined;
  readonly onPull: (remoteAction: RemoteAction) => void;
};
type Press = (typeof presses)[number];

/** All remote actions with their current settings, by sound, picture, path and terminal. */
export function RemoteActionPanel(props: Props) {
  const { t } = useTexts('connection');
  const { devices, settings, isOwn = false, onPull } = props;
  const known = { devices, settings, onPull };
  return (
    <div className={styles['remoteActions']} data-testid="remoteActions">
      <ManualOverrides settings={settings} />
      <Group icon={<Volume2 aria-hidden />} title={t('remoteActions.group.sound')}>
        <DeviceSetting {...known} kind="audiooutput" />
        <VolumeSetting key={settings?.volume} now={settings?.volume ?? 1} onChange={(volume) => onPull({ remoteAction: 'setVolume', volume })} />
        <DeviceSetting {...known} kind="audioinput" />
        <Presses {...props} names={['unmute', 'testDevices']} />
      </Group>
      <Group icon={<Video aria-hidden />} title={t('remoteActions.group.picture')} act={<Presses {...props} names={['restartMedia']} />}>
        <Choice
          label={t('remoteAction.setQuality')}
          value={settings?.quality ?? null}
          placeholder="…"
          testId="setQuality"
          options={(['auto', ...qualityLevels] as const).map((id) => ({ id, text: t(`quality.${id}`) }))}
          onChange={(quality) => onPull({ remoteAction: 'setQuality', quality })}
        />
        <DeviceSetting {...known} kind="videoinput" />
      </Group>
      <Group icon={<Route aria-hidden />} title={t('remoteActions.group.path')}>
        <div className={styles['way']}>
          <Segments
            label={t('remoteAction.setPath')}
            value={settings?.pathPolicy ?? null}
            options={pathPolicies.map((id) => ({ id, text: t(`policyShort.${id}`) }))}
            onChange={(policy) => onPull({ remoteAction: 'setPath', policy })}
          />
          <Presses {...props} names={['restartIce']} />
        </div>
      </Group>
      <Group icon={<Monitor aria-hidden />} title={t(isOwn ? 'remoteActions.group.own' : 'remoteActions.group.terminal')}>
        <Presses {...props} names={['selfTest', 'attention', 'reload']} />
      </Group>
    </div>
  );
}

type GroupProps = { readonly icon: ReactNode; readonly title: string; readonly act?: ReactNode; readonly children: ReactNode };

const Group = ({ icon, title, act, children }: GroupProps) => (
  <section className={styles['group']}>
    <div className={styles['head']}>
      <h3>
        {icon}
        <span>{title}</span>
      </h3>
      {act}
    </div>
    <div className={styles['fields']}>{children}</div>
  </section>
);

/** The group's remote actions that are a press and nothing more, and that no finding offers already. */
function Presses({ names, offered = [], without = [], newest, onPull }: Props & { readonly names: readonly Press[] }) {
  const { t } = useTexts('connection');
  const shown = names.filter((name) => !without.includes(name) && !offered.some(({ remoteAction }) => remoteAction === name));
  if (shown.length === 0) return null;
  return (
    <div className={styles['presses']}>
      {shown.map((name) => (
        <RemoteActionButton key={name} remoteAction={{ remoteAction: name }} text={t(`remoteAction.${name}`)} newest={newest} onPull={onPull} />
      ))}
    </div>
  );
}
