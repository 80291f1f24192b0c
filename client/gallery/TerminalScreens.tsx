import type { ReactNode } from 'react';
import type { TerminalView } from '#shared/contract/views/index.ts';
import { CallScreen } from '#client/roles/terminal/CallScreen.tsx';
import { ClosedScreen } from '#client/roles/terminal/ClosedScreen.tsx';
import { ServiceScreen } from '#client/roles/terminal/ServiceScreen.tsx';
import { NumberScreen } from '#client/roles/terminal/NumberScreen.tsx';
import { SearchScreen } from '#client/roles/terminal/SearchScreen.tsx';
import { AgencyScreen, StartScreen } from '#client/roles/terminal/StartScreen.tsx';
import { TerminalFrame } from '#client/roles/terminal/TerminalFrame.tsx';
import type { TerminalProps } from '#client/roles/terminal/props.ts';
import { ThanksScreen } from '#client/roles/terminal/ThanksScreen.tsx';
import { TicketScreen } from '#client/roles/terminal/TicketScreen.tsx';
import { WaitingScreen } from '#client/roles/terminal/WaitingScreen.tsx';
import { OtherWays } from '#client/roles/terminal/OtherWays.tsx';
import { ConsentDialog } from '#client/roles/terminal/ConsentDialog.tsx';
import type { CallMediaState } from '#client/media/state.ts';
import { PrivacyNotice } from '#client/roles/terminal/PrivacyNotice.tsx';
import { HaveNumberButton, Welcome } from '#client/roles/terminal/Welcome.tsx';
import type { Ticket } from '#client/roles/terminal/steps.ts';
import { catalogue } from './catalogue.ts';
import { inMinutes } from './made.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';
import * as views from './terminalViews.ts';

const nothing = (): void => {};
const agency = catalogue.agencies[0];
const closedAgency = catalogue.agencies[1];
if (agency === undefined || closedAgency === undefined) throw new Error('the catalogue has two agencies');
const agencyId = agency.id;
const requestedService = { agencyId: closedAgency.id, serviceId: closedAgency.services[1]?.id ?? closedAgency.services[0]!.id };

const at = inMinutes(150) as Extract<Ticket, { kind: 'booked' }>['at'];
const tickets: Readonly<Record<string, Ticket>> = {
  'called back': { kind: 'callback', number: 208, pin: '4711', issue: 'first' },
  booked: { kind: 'booked', number: 209, pin: '0815', issue: 'first', at, asked: at },
  'PIN withheld': { kind: 'inPerson', number: 210, pin: null, issue: 'withheld', at, asked: at },
};

type ScreenProps = {
  readonly name: string;
  readonly screen: string;
  readonly view: TerminalView;
  readonly media?: Partial<CallMediaState>;
  readonly draw: (props: TerminalProps) => ReactNode;
};

const inQueue = (screen: string): boolean => screen === 'waiting' || screen === 'call';
const goesBack = (screen: string): boolean => !['start', 'ticket', 'thanks'].includes(screen) && !inQueue(screen);

/** One screen in the frame that all have. */
function Screen({ name, screen, view, media = {}, draw }: ScreenProps) {
  const props = { roleClient: stillFace('terminal', view, media), view, catalogue };
  const isStart = screen === 'start';
  return (
    <Stage title={`terminal / ${screen} / ${name}`}>
      <TerminalFrame
        {...props}
        screen={screen}
        onBack={goesBack(screen) ? nothing : null}
        onStartOver={isStart || inQueue(screen) ? null : nothing}
        aside={
          isStart ? (
            <Welcome>
              <PrivacyNotice roleClient={props.roleClient} />
            </Welcome>
          ) : undefined
        }
        footStart={isStart ? <HaveNumberButton onPress={nothing} /> : undefined}
      >
        {draw(props)}
      </TerminalFrame>
    </Stage>
  );
}

/** The customer's screens, in the order in which they come. */
export const TerminalScreens = () => (
  <>
    {Object.entries({ idle: views.idle, summoned: views.summoned }).map(([name, view]) => (
      <Screen
        key={name}
        name={name}
        screen="start"
        view={view}
        draw={(props) => <StartScreen {...props} onChoose={nothing} onSearch={nothing} onNumber={nothing} />}
      />
    ))}
    <Screen name="plain" screen="number" view={views.idle} draw={(props) => <NumberScreen {...props} called={null} onDone={nothing} />} />
    <Screen name="plain" screen="agency" view={views.idle} draw={(props) => <AgencyScreen {...props} onChoose={nothing} onSearch={nothing} />} />
    <Screen name="plain" screen="search" view={views.idle} draw={(props) => <SearchScreen {...props} onChoose={nothing} />} />
    <Screen name="plain" screen="serviceRequest" view={views.idle} draw={(props) => <ServiceScreen {...props} agencyId={agencyId} onChoose={nothing} />} />
    <Screen
      name="plain"
      screen="closed"
      view={views.idle}
      draw={(props) => <ClosedScreen {...props} requestedService={requestedService} onBooked={nothing} />}
    />
    {Object.entries(tickets).map(([name, ticket]) => (
      <Screen key={name} name={name} screen="ticket" view={views.idle} draw={() => <TicketScreen ticket={ticket} onDone={nothing} />} />
    ))}
    {Object.entries(views.waiting).map(([name, { view, call }]) => (
      <Screen key={name} name={name} screen="waiting" view={view} draw={(props) => <WaitingScreen {...props} call={call} onTicket={nothing} />} />
    ))}
    <Screen
      name="other ways"
      screen="waiting"
      view={views.waiting['queued, third'].view}
      draw={(props) => <OtherWays {...props} call={views.queuedCall} onBack={nothing} onTicket={nothing} />}
    />
    {Object.entries(views.calls).map(([name, { view, call }]) => (
      <Screen key={name} name={name} screen="call" view={view} draw={(props) => <CallScreen {...props} call={call} />} />
    ))}
    <Screen
      name="camera and microphone off"
      screen="call"
      view={views.calls.active.view}
      media={views.closed}
      draw={(props) => <CallScreen {...props} call={views.calls.active.call} />}
    />
    <Screen
      name="asked whether a note may be passed on"
      screen="call"
      view={views.calls.active.view}
      draw={(props) => (
        <>
          <ConsentDialog {...props} consent={views.consent} />
          <CallScreen {...props} call={views.calls.active.call} />
        </>
      )}
    />
    {views.ended.map(({ endedBy, view, call }) => (
      <Screen
        key={endedBy}
        name={endedBy}
        screen="thanks"
        view={view}
        draw={(props) => <ThanksScreen {...props} call={call} onAnotherTime={nothing} onNextServiceRequest={nothing} onFinish={nothing} />}
      />
    ))}
  </>
);
