import { Mic, Video } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { AgencyIcon, IconPlate, hues } from '#client/features/catalogue/AgencyIcon.tsx';
import { Avatar } from '#client/ui/Avatar.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Card, Chip, Facts, Panel, Section } from '#client/ui/Card.tsx';
import Comfort from '#client/ui/Comfort.tsx';
import { Control, ControlBar } from '#client/ui/ControlBar.tsx';
import { Bar, DataTable } from '#client/ui/DataTable.tsx';
import { DeskBar } from '#client/ui/DeskBar.tsx';
import { Field } from '#client/ui/Field.tsx';
import { HealthBadge } from '#client/ui/HealthBadge.tsx';
import { Horizon } from '#client/ui/Horizon.tsx';
import { Mark } from '#client/ui/Mark.tsx';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { OptionCards, TickCard } from '#client/ui/OptionCard.tsx';
import { PlainSearch } from '#client/ui/PlainSearch.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { StatTile } from '#client/ui/StatTile.tsx';
import { State } from '#client/ui/State.tsx';
import { StateIcon } from '#client/ui/StateIcon.tsx';
import { stateKinds } from '#client/ui/stateKinds.ts';
import { Switch } from '#client/ui/Switch.tsx';
import { Tabs } from '#client/ui/Tabs.tsx';
import { TouchKeys } from '#client/ui/TouchKeys.tsx';
import { catalogue } from './catalogue.ts';
import { Stage } from './Stage.tsx';

const nothing = (): void => {};
const kinds = ['primary', 'secondary', 'quiet', 'human', 'danger'] as const;
const choices = [
  { id: 'a', text: 'Aino', title: 'Aino', icon: <Mic aria-hidden /> },
  { id: 'b', text: 'Johan', title: 'Johan' },
];

function TwoTabs() {
  const [selected, select] = useState<'matter' | 'chat'>('matter');
  return (
    <Tabs
      label="Tabs"
      selected={selected}
      onSelect={select}
      items={[
        { id: 'matter', title: 'Matter', icon: <Video aria-hidden />, content: <Facts facts={[['Agency', 'Kela']]} /> },
        { id: 'chat', title: 'Chat', icon: <Mic aria-hidden />, count: 2, content: <p>Chat</p> },
      ]}
    />
  );
}

const stages: Readonly<Record<string, ReactNode>> = {
  'Button kinds': kinds.map((kind) => (
    <p key={kind}>
      <Button kind={kind} icon={<Mic aria-hidden />}>
        {kind}
      </Button>{' '}
      <Button kind={kind} size="large" sub="and a second line">{`${kind}, large`}</Button>{' '}
      <Button kind={kind} notReady="It says why.">{`${kind}, not ready`}</Button>
    </p>
  )),
  'Button with a key': <Button shortcut="Alt+Shift+E">Answer</Button>,
  State: stateKinds.map((kind) => (
    <p key={kind}>
      <State kind={kind}>{kind}</State>{' '}
      <State kind={kind} look="plain">
        {kind}
      </State>{' '}
      <State kind={kind} look="solid">
        {kind}
      </State>{' '}
      <StateIcon kind={kind} />
    </p>
  )),
  HealthBadge: (['good', 'poor', 'bad', 'off'] as const).map((health) => (
    <p key={health}>
      <HealthBadge health={health}>{health}</HealthBadge>{' '}
      <HealthBadge health={health} isPlate>
        {health}
      </HealthBadge>
    </p>
  )),
  'Notice with a title and an act': stateKinds.map((kind) => (
    <Notice key={kind} kind={kind} title={kind} action={<Button kind="secondary">Act</Button>}>
      What it is, in a sentence.
    </Notice>
  )),
  Card: <Card label="Card">A card</Card>,
  Panel: (
    <Panel title="Panel" tools={<Button kind="quiet">More</Button>} foot={<Button>Done</Button>}>
      <Section title="One">
        <Facts
          facts={[
            ['Agency', 'Kela'],
            ['Errand', 'Housing benefit'],
          ]}
        />
      </Section>
      <Section title="Two">
        <Chip>fi</Chip> <Chip icon={<Mic aria-hidden />}>sv</Chip>
      </Section>
    </Panel>
  ),
  Blank: <Blank icon={<Video aria-hidden />}>The next customer rings here by itself.</Blank>,
  Field: (
    <>
      <Field label="Name" hint="As on the card" defaultValue="Aino" />
      <Field label="Number" error="Digits only" defaultValue="12a" />
      <Field label="Note" rows={3} />
    </>
  ),
  Segments: <Segments label="Segments" isLabelSeen value="a" options={choices} onChange={nothing} />,
  OptionCards: (
    <>
      <OptionCards label="Which?" value="a" options={choices} onChange={nothing} />
      <TickCard isOn title="Tick" text="A sentence about it" onChange={nothing} />
      <TickCard isOn={false} title="Tick" onChange={nothing} />
    </>
  ),
  Switch: (
    <>
      <Switch isOn onChange={nothing}>
        On
      </Switch>
      <Switch isOn={false} onChange={nothing}>
        Off
      </Switch>
    </>
  ),
  Tabs: <TwoTabs />,
  ControlBar: [false, true].map((isDesk) => (
    <ControlBar key={String(isDesk)} label="Controls" isDesk={isDesk}>
      <Control icon={<Mic aria-hidden />} isOn>
        The microphone is on
      </Control>
      <Control icon={<Video aria-hidden />} isOn={false}>
        The camera is off
      </Control>
      <Control icon={<Mic aria-hidden />} isDisabled>
        Not now
      </Control>
      <Control icon={<Mic aria-hidden />} kind="end">
        End the call
      </Control>
    </ControlBar>
  )),
  MenuButton: <MenuButton label="More" acts={[{ id: 'a', text: 'Act', onPress: nothing }]} />,
  DeskBar: (
    <DeskBar heading="Desk" name="Aino Virtanen" place="Kela" status={<State kind="good">Free</State>}>
      <Button kind="quiet">Sign out</Button>
    </DeskBar>
  ),
  DataTable: (
    <DataTable
      caption="Queues"
      columns={[
        { id: 'queue', title: 'Queue' },
        { id: 'waiting', title: 'Waiting', isFigure: true },
        { id: 'share', title: 'Share' },
      ]}
      rows={[
        { id: 'a', cells: ['Kela', 3, <Bar key="bar" share={0.4} />] },
        { id: 'total', cells: ['All', 3, ''], isTotal: true },
      ]}
      empty="Nothing"
    />
  ),
  StatTile: (
    <>
      <StatTile name="Waiting now" figure={3} unit="customers" more="within the target" state="good" />
      <StatTile name="Longest wait" figure="12:40" more="over the target" state="bad" />
    </>
  ),
  Avatar: (
    <>
      <Avatar name="Aino Virtanen" /> <Avatar name={null} isHuman /> <Mark />
    </>
  ),
  Horizon: <Horizon />,
  AgencyIcon: (
    <>
      {catalogue.agencies.map((agency) => (
        <AgencyIcon key={agency.id} agency={agency} />
      ))}
      {hues.map((hue) => (
        <IconPlate key={hue} Icon={Mic} hue={hue} isSmall />
      ))}
    </>
  ),
  PlainSearch: <PlainSearch label="Own words" hint="For example “rent”" value="rent" onChange={nothing} />,
  TouchKeys: (
    <>
      {['fi', 'ar'].map((language) => (
        <TouchKeys key={language} kind="text" language={language} onType={nothing} onErase={nothing} onDone={nothing} />
      ))}
      <TouchKeys kind="digits" language="fi" onType={nothing} onErase={nothing} onDone={nothing} />
    </>
  ),
  Comfort: <Comfort />,
};

/** The design system's parts, in their states. */
export const Controls = () =>
  Object.entries(stages).map(([name, content]) => (
    <Stage key={name} title={name}>
      {content}
    </Stage>
  ));
