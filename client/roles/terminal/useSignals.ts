import { useEffect, useRef } from 'react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import type { CallMediaStore } from '#client/media/state.ts';
import { playSignal, signalBetween, signalChoice } from './signals.ts';

/** Lets the customer hear that it is their turn, and that a call begins and ends; whoever comes next hears it again. */
export function useSignals(call: TerminalCall | null, store: CallMediaStore): void {
  const before = useRef(call);
  useEffect(() => {
    const signal = signalBetween(before.current, call);
    before.current = call;
    if (signal !== null) playSignal(store, signal);
    if (call === null) signalChoice.setState({ isOn: true });
  }, [call, store]);
}
