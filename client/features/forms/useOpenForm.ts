import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type StoreApi, createStore } from 'zustand/vanilla';
import type { OpenForm } from '#shared/forms/openForm.ts';
import { noteRefusal } from '#client/app/shell/useRequest.ts';
import { tellFault } from '#client/app/state/faults.ts';
import { type FormClient, type FormView, createFormClient } from './formClient.ts';
import { type Paper, openPaper } from './pdf.ts';
import { type FormRoleClient, portOf } from './port.ts';

type Held = { readonly documentId: string; readonly client: FormClient; readonly paper: Promise<Paper>; users: number };

/** The form of a page: its parts share it, and it goes when none of them is drawn any more. */
const held = new WeakMap<FormRoleClient, Held>();

function hold(roleClient: FormRoleClient, callId: string, documentId: string): Held {
  const known = held.get(roleClient);
  if (known?.documentId === documentId) return known;
  known?.client.close();
  const client = createFormClient(portOf(roleClient), { callId, documentId }, roleClient.role, tellFault);
  const opened: Held = { documentId, client, paper: client.pdf().then(openPaper), users: 0 };
  held.set(roleClient, opened);
  return opened;
}

function release(roleClient: FormRoleClient, one: Held): void {
  one.users -= 1;
  // A part that React mounts again is back within this turn.
  setTimeout(() => {
    if (one.users > 0) return;
    one.client.close();
    one.paper.then((paper) => paper.close()).catch(noteRefusal);
    if (held.get(roleClient) === one) held.delete(roleClient);
  }, 0);
}

export type OpenedForm = { readonly client: FormClient; readonly view: FormView; readonly paper: Paper };

const nothingYet = { client: null, paper: null } as const;

/** The open form with its PDF; null while it is fetched. Throws to the boundary around it where it cannot be had. */
export function useOpenForm(roleClient: FormRoleClient, callId: string, { documentId }: Pick<OpenForm, 'documentId'>): OpenedForm | null {
  const [opened, setOpened] = useState<{ readonly client: FormClient; readonly paper: Paper } | typeof nothingYet>(nothingYet);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    const one = hold(roleClient, callId, documentId);
    let isWanted = true;
    one.users += 1;
    one.paper.then(
      (paper) => isWanted && setOpened({ client: one.client, paper }),
      (error: unknown) => isWanted && setFault(error),
    );
    return () => {
      isWanted = false;
      setOpened(nothingYet);
      release(roleClient, one);
    };
    // The call may change while the form stays: it moves along below.
  }, [roleClient, documentId]);
  useEffect(() => hold(roleClient, callId, documentId).client.moveTo(callId), [roleClient, callId, documentId]);
  const view = useFormView(opened.client);
  if (fault !== null) throw fault;
  if (view?.phase === 'failed') throw new Error('the form cannot be read');
  return opened.client === null || view?.phase !== 'ready' ? null : { client: opened.client, paper: opened.paper, view };
}

const nothing = createStore<FormView | null>(() => null);

/** As drawn from a store that may not be there yet. */
const useFormView = (client: FormClient | null): FormView | null =>
  useStore<StoreApi<FormView | null>>((client?.store ?? nothing) as StoreApi<FormView | null>);
