import type { ReactNode } from 'react';
import { AdviserTiles } from '#client/components/AdviserTiles.tsx';
import { Button } from '#client/components/Button.tsx';
import { Choice } from '#client/components/Choice.tsx';
import { ConfirmDialog } from '#client/components/ConfirmDialog.tsx';
import { DeviceChooser } from '#client/components/DeviceChooser.tsx';
import { DeviceNotices } from '#client/components/DeviceNotices.tsx';
import { ServiceChoice } from '#client/components/ServiceChoice.tsx';
import { HealingText } from '#client/components/HealingText.tsx';
import { InsecurePage } from '#client/components/InsecurePage.tsx';
import { LanguageSwitcher } from '#client/components/LanguageSwitcher.tsx';
import { LevelMeter } from '#client/components/LevelMeter.tsx';
import { Loading } from '#client/components/Loading.tsx';
import { Notice } from '#client/components/Notice.tsx';
import { ObstacleText } from '#client/components/ObstacleText.tsx';
import { SelfTestSteps } from '#client/components/SelfTestSteps.tsx';
import { SideChat } from '#client/components/SideChat.tsx';
import { SignOut } from '#client/components/SignOut.tsx';
import { TickingStatus } from '#client/components/TickingStatus.tsx';
import { UnnamedTiles } from '#client/components/UnnamedTiles.tsx';
import { VideoTile } from '#client/components/VideoTile.tsx';
import { VolumeSlider } from '#client/components/VolumeSlider.tsx';
import { FindingList } from '#client/connection/FindingList.tsx';
import { RemoteActionPanel } from '#client/connection/RemoteActionPanel.tsx';
import { MessageDialog } from '#client/messages/MessageDialog.tsx';
import { MessageList } from '#client/messages/MessageList.tsx';
import { messageSchema } from '#shared/messages/contract.ts';
import { deviceStates } from '#shared/contract/deviceStates.ts';
import { causeCodes } from '#shared/connection/findings.ts';
import { healingSteps } from '#shared/connection/pathPolicy.ts';
import { type SelfTestStep, selfTestOutcomes, selfTestSteps } from '#shared/connection/selfTest.ts';
import { findingSchema } from '#shared/contract/connection.ts';
import { adviserInCallSchema } from '#shared/contract/views/index.ts';
import { callIdSchema } from '#shared/ids.ts';
import { catalogue } from './catalogue.ts';
import { expertViews } from './expertViews.ts';
import { sentMessages } from './messages.ts';
import { made, minutesAgo, uuid } from './made.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const nothing = (): void => {};
const view = Object.values(expertViews)[0];
if (view === undefined) throw new Error('there is a view of the expert');
const roleClient = stillFace('expert', view);
const obstacles = ['offline', 'unavailable', 'tooMany', 'webSocket'] as const;

const steps: readonly SelfTestStep[] = selfTestSteps.map((name, index) => ({
  name,
  outcome: selfTestOutcomes[index % selfTestOutcomes.length] ?? 'passed',
  detail: {},
}));
const findings = causeCodes.map((code, index) =>
  made(findingSchema, { code, since: minutesAgo(index), certainty: index % 2 === 0 ? 'certain' : 'likely', evidence: {} }),
);
const adviser = { adviserId: 'adviser-mikkeli-1', displayName: 'Sari Koski', requestedMode: null, presence: { state: 'present' as const } };
const advisers = [
  made(adviserInCallSchema, { ...adviser, role: 'adviser', microphone: 'muted' }),
  made(adviserInCallSchema, { ...adviser, adviserId: 'adviser-mikkeli-2', role: 'adviser', microphone: 'connectionOnly' }),
];
const messages = sentMessages.map((message) => made(messageSchema, message));
const remote = { role: 'adviser' as const, id: 'a', audio: null, video: null };

const kinds = ['primary', 'secondary', 'quiet', 'danger'] as const;
const options = [
  { id: 'a', text: 'Aino' },
  { id: 'b', text: 'Johan' },
];

/** Each component, in its states. */
const stages: Readonly<Record<string, ReactNode>> = {
  Button: kinds.map((kind) => (
    <p key={kind}>
      <Button kind={kind}>{kind}</Button> <Button kind={kind} size="large">{`${kind}, large`}</Button>{' '}
      <Button kind={kind} isDisabled>{`${kind}, disabled`}</Button>
    </p>
  )),
  Notice: (['info', 'warning', 'good'] as const).map((kind) => (
    <Notice key={kind} kind={kind}>
      {kind}
    </Notice>
  )),
  Choice: <Choice label="Choice" value="a" options={options} onChange={nothing} />,
  'Choice / nothing chosen': <Choice label="Choice" value={null} placeholder="…" options={options} onChange={nothing} />,
  ConfirmDialog: <ConfirmDialog trigger={<Button>Open</Button>} title="Title" text="Text" confirm="Yes" cancel="No" onConfirm={nothing} />,
  ServiceChoice: <ServiceChoice catalogue={catalogue} value={{ agencyId: null, serviceId: null }} testId="gallery" onChange={nothing} />,
  LanguageSwitcher: <LanguageSwitcher size="large" />,
  LevelMeter: <LevelMeter roleClient={roleClient} label="Level" />,
  VolumeSlider: <VolumeSlider label="Volume" value={0.6} onChange={nothing} />,
  DeviceChooser: <DeviceChooser roleClient={roleClient} />,
  DeviceNotices: deviceStates.map((state) => (
    <DeviceNotices key={state} roleClient={stillFace('expert', view, { cameraState: state, microphoneState: state })} />
  )),
  HealingText: [null, ...healingSteps].map((step) => (
    <p key={step}>
      <HealingText text="…" step={step} />
    </p>
  )),
  TickingStatus: <TickingStatus ms={75_000} everyMs={60_000} text={(time) => time} />,
  ObstacleText: obstacles.flatMap((kind) =>
    (['terminal', 'expert'] as const).map((role) => (
      <ObstacleText key={`${kind} ${role}`} kind={kind} phone={role === 'terminal' ? '015 1941' : null} role={role} />
    )),
  ),
  SelfTestSteps: <SelfTestSteps steps={steps} />,
  SideChat: <SideChat roleClient={roleClient} act={() => Promise.resolve(true)} callId={made(callIdSchema, uuid(1))} ownName="Aino Virtanen" />,
  MessageList: <MessageList messages={messages} catalogue={catalogue} reader="customer" />,
  MessageDialog: (
    <MessageDialog act={() => Promise.resolve(true)} catalogue={catalogue} callId={made(callIdSchema, uuid(1))} language="fi" messages={messages} />
  ),
  SignOut: <SignOut roleClient={roleClient} isInCall />,
  VideoTile: <VideoTile label="Aino Virtanen" video={null} isMicrophoneMuted />,
  'VideoTile / overlay': <VideoTile label="Aino Virtanen" video={null} overlay={<span>…</span>} />,
  AdviserTiles: <AdviserTiles advisers={advisers} remotes={[]} labelOf={(name, role) => `${name}, ${role}`} />,
  UnnamedTiles: <UnnamedTiles remotes={[remote]} named={[]} />,
  Loading: <Loading />,
  InsecurePage: <InsecurePage />,
  FindingList: <FindingList findings={findings} onDone={nothing} />,
  'FindingList / all is well': <FindingList findings={[]} />,
  RemoteActionPanel: (
    <RemoteActionPanel devices={[{ kind: 'audioinput', deviceId: 'a', label: 'Jabra Speak' }]} causes={['uplinkLoss']} settings={null} onPull={nothing} />
  ),
};

export const Components = () =>
  Object.entries(stages).map(([name, content]) => (
    <Stage key={name} title={name}>
      {content}
    </Stage>
  ));
