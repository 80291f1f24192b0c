import { CallScreen } from './CallScreen.tsx';
import { ClosedScreen } from './ClosedScreen.tsx';
import { DeviceCheckScreen } from './DeviceCheckScreen.tsx';
import { NumberScreen } from './NumberScreen.tsx';
import { SearchScreen } from './SearchScreen.tsx';
import { ServiceScreen } from './ServiceScreen.tsx';
import { ThanksScreen } from './ThanksScreen.tsx';
import { TicketScreen } from './TicketScreen.tsx';
import { WaitingScreen } from './WaitingScreen.tsx';
import type { TerminalProps } from './props.ts';
import type { Journey } from './useJourney.ts';

/** What the customer sees after the first screen, by where they are. */
export default function LaterScreens({ journey, onSelfTest, ...props }: TerminalProps & { readonly journey: Journey; readonly onSelfTest: () => void }) {
  const { call } = props.view;
  const { choice, screen, goTo, reset, showTicket } = journey;
  return (
    <>
      {screen === 'number' && choice.step === 'number' && <NumberScreen {...props} called={choice.number} onDone={reset} />}
      {screen === 'search' && <SearchScreen {...props} onChoose={journey.chooseService} />}
      {screen === 'serviceRequest' && choice.step === 'serviceRequest' && (
        <ServiceScreen {...props} agencyId={choice.agencyId} onChoose={journey.chooseService} />
      )}
      {screen === 'closed' && choice.step === 'closed' && <ClosedScreen {...props} requestedService={choice.requestedService} onBooked={showTicket} />}
      {screen === 'ticket' && choice.step === 'ticket' && <TicketScreen ticket={choice.ticket} onDone={journey.leave} />}
      {screen === 'deviceCheck' && (
        <DeviceCheckScreen
          {...props}
          requestedServices={journey.requestedServices}
          onAdd={() => goTo({ step: 'agency' })}
          onSelfTest={onSelfTest}
          onBooked={showTicket}
        />
      )}
      {screen === 'waiting' && call !== null && <WaitingScreen {...props} call={call} onTicket={showTicket} />}
      {screen === 'call' && call !== null && <CallScreen {...props} call={call} />}
      {screen === 'thanks' && call?.state === 'ended' && (
        <ThanksScreen {...props} call={call} onAnotherTime={journey.anotherTime} onNextServiceRequest={journey.nextServiceRequest} onFinish={reset} />
      )}
    </>
  );
}
