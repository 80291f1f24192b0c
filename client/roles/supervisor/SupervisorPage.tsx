import { useEffect } from 'react';
import { useToastedRequest } from '#client/app/shell/useToastedRequest.ts';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { roleClientOf, useCatalogue, useView } from '#client/app/state/roleClient.ts';
import type { DeskProps } from './props.ts';
import { SupervisorDesk } from './SupervisorDesk.tsx';

/** The supervisor's page. */
export default function SupervisorPage() {
  const roleClient = roleClientOf('supervisor');
  const view = useView(roleClient);
  const catalogue = useCatalogue(roleClient);
  return (
    <SignallingGate roleClient={roleClient} isReady={view !== null && catalogue !== null}>
      {view !== null && catalogue !== null && <Desk roleClient={roleClient} view={view} catalogue={catalogue} />}
    </SignallingGate>
  );
}

function Desk({ roleClient, view, catalogue }: Omit<DeskProps, 'act'>) {
  const act = useToastedRequest(roleClient);
  const listeningTo = view.listening?.isAsking === false ? view.listening.callId : null;
  useEffect(() => {
    if (listeningTo === null) roleClient.media.stop();
    else void roleClient.media.start(listeningTo, { isListener: true });
  }, [roleClient, listeningTo]);
  return <SupervisorDesk roleClient={roleClient} view={view} catalogue={catalogue} act={act} listeningTo={listeningTo} />;
}
