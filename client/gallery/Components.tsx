import type { ReactNode } from 'react';
import { CallNotice } from '#client/features/calls/CallNotice.tsx';
import { CallStage } from '#client/features/calls/CallStage.tsx';
import { Plate } from '#client/features/calls/Plate.tsx';
import { AdviserTiles } from '#client/features/calls/AdviserTiles.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { DeviceChooser } from '#client/features/devices/DeviceChooser.tsx';
import { DeviceNotices } from '#client/features/devices/DeviceNotices.tsx';
import { KnowledgeList } from '#client/features/catalogue/KnowledgeList.tsx';
import { ServiceChoice } from '#client/features/catalogue/ServiceChoice.tsx';
import { HealingText } from '#client/features/connection/HealingText.tsx';
import { InsecurePage } from '#client/app/shell/InsecurePage.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { LevelMeter } from '#client/features/devices/LevelMeter.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { ObstacleText } from '#client/app/shell/ObstacleText.tsx';
import { OwnSettings } from '#client/app/shell/OwnSettings.tsx';
import { SelfTestSteps } from '#client/features/selfTest/SelfTestSteps.tsx';
import { SideChat } from '#client/features/chat/SideChat.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { TickingStatus } from '#client/ui/TickingStatus.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { UnnamedTiles } from '#client/features/calls/UnnamedTiles.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { VolumeSlider } from '#client/features/devices/VolumeSlider.tsx';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { RemoteActionPanel } from '#client/features/connection/RemoteActionPanel.tsx';
import { MessageDialog } from '#client/features/messages/MessageDialog.tsx';
import { MessageList } from '#client/features/messages/MessageList.tsx';
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

const cards = [
  { id: 'a', titles: { en: 'The first day counts' }, texts: { en: 'Register today, even if papers are missing.' } },
  { id: 'b', titles: { en: 'Which papers are needed?' }, texts: { en: 'Copies are enough.' }, link: 'https://example.org' },
];
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
  ModalDialog: (
    <ModalDialog trigger={<Button>Open</Button>} title="Title" isDismissable>
      {(close) => (
        <DialogActions>
          <Button onPress={close}>Close</Button>
        </DialogActions>
      )}
    </ModalDialog>
  ),
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
  SideChat: <SideChat roleClient={roleClient} act={() => Promise.resolve(null)} callId={made(callIdSchema, uuid(1))} ownName="Aino Virtanen" />,
  MessageList: <MessageList messages={messages} catalogue={catalogue} reader="customer" />,
  MessageDialog: (
    <MessageDialog
      act={() => Promise.resolve(null)}
      catalogue={catalogue}
      callId={made(callIdSchema, uuid(1))}
      language="fi"
      messages={messages}
      sender={{ pointId: 'mikkeli' }}
    />
  ),
  OwnSettings: <OwnSettings onTryRinging={nothing} />,
  SignOut: <SignOut roleClient={roleClient} isInCall />,
  VideoTile: <VideoTile label="Aino Virtanen" video={null} isMicrophoneMuted />,
  'VideoTile / overlay': <VideoTile label="Aino Virtanen" video={null} overlay={<span>…</span>} />,
  RemoteTile: <RemoteTile label="Aino Virtanen" remote={remote} isMuted />,
  AdviserTiles: <AdviserTiles advisers={advisers} remotes={[]} labelOf={(name, role) => `${name}, ${role}`} />,
  CallNotice: (['poor', 'bad', 'ring', 'live'] as const).map((kind) => (
    <CallNotice key={kind} kind={kind}>
      {kind}
    </CallNotice>
  )),
  CallStage: (
    <div style={{ blockSize: '24rem' }}>
      <CallStage
        label="CallStage"
        isDesk
        faces={
          <>
            <RemoteTile label="Aino Virtanen" sub="Kela" remote={remote} />
            <RemoteTile label="Johan Lind" sub="DVV" remote={remote} isMuted />
          </>
        }
        small={
          <>
            <Plate>Sari Koski</Plate>
            <VideoTile label="Aino" video={null} isMirrored />
          </>
        }
        top={<Plate>…</Plate>}
      />
    </div>
  ),
  UnnamedTiles: <UnnamedTiles remotes={[remote]} named={[]} />,
  'CallNotice / with an act': <CallNotice action={<Button kind="secondary">Act</Button>}>The network is weak. The sound goes first.</CallNotice>,
  Loading: <Loading />,
  InsecurePage: <InsecurePage />,
  FindingList: <FindingList findings={findings} onDone={nothing} />,
  'FindingList / all is well': <FindingList findings={[]} />,
  RemoteActionPanel: <RemoteActionPanel devices={[{ kind: 'audioinput', deviceId: 'a', label: 'Jabra Speak' }]} settings={null} onPull={nothing} />,
  KnowledgeList: <KnowledgeList cards={cards} readMore="Read more" />,
};

export const Components = () =>
  Object.entries(stages).map(([name, content]) => (
    <Stage key={name} title={name}>
      {content}
    </Stage>
  ));
