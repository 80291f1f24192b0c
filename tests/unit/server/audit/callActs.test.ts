import { describe, expect, it } from 'vitest';
import type { Call, CallEvent } from '#shared/call/lifecycle.ts';
import { adviserKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { AdviserId, ExpertId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { isKnownAct } from '#shared/audit/acts.ts';
import { callAct } from '#server/audit/callActs.rules.ts';

const call = { callId: 'c1', agencyId: 'fpa', pointId: 'mikkeli', serviceId: 'fpa.pension', expertId: 'expert-2', state: 'active' } as unknown as Call;
const adviser = { role: 'adviser', id: 'adviser-1' } as const;
const closed = (reason: Extract<CallEvent, { type: 'EntryClosed' }>['reason']): CallEvent => ({ type: 'EntryClosed', reason, closedAt: 1 as Instant });
const joined = (role: 'adviser' | 'supervisor'): CallEvent => ({ type: 'AdviserJoined', adviserId: 'adviser-1' as AdviserId, role, microphone: 'open' });
const microphone: CallEvent = { type: 'AdviserMicrophoneChanged', adviserId: 'adviser-1' as AdviserId, microphone: 'open' };

describe('what of a call is kept', () => {
  it('[F108] what time and routing do is nobody’s act', () => {
    for (const event of [closed('abandoned'), closed('movedBySupervisor'), joined('adviser'), microphone])
      expect(callAct(event, call, 'system', null)).toBeNull();
  });

  it('[F108] whoever gives the command is named; else whoever asked for what it follows from', () => {
    expect(callAct(joined('adviser'), call, adviserKey('adviser-1' as AdviserId), { role: 'supervisor', id: 's' })?.actor).toEqual({
      kind: 'subject',
      role: 'adviser',
      id: 'adviser-1',
    });
    expect(callAct(closed('movedBySupervisor'), call, 'system', { role: 'supervisor', id: 's' })).toMatchObject({
      act: 'entry.movedAway',
      actor: { kind: 'subject', role: 'supervisor', id: 's' },
      object: { kind: 'call', id: 'c1' },
      place: { agencyId: 'fpa', pointId: 'mikkeli' },
    });
  });

  it('[F108] of customers only their yes and no to a third person', () => {
    expect(callAct(closed('abandoned'), call, terminalKey('mikkeli-1' as TerminalId), null)).toBeNull();
    expect(callAct(microphone, call, terminalKey('mikkeli-1' as TerminalId), null)).toMatchObject({ act: 'consent.given', details: { to: 'adviser-1' } });
    expect(callAct({ type: 'AdviserRefused', adviserId: 'adviser-1' as AdviserId }, call, terminalKey('mikkeli-1' as TerminalId), null)?.act).toBe(
      'consent.refused',
    );
    expect(callAct({ type: 'CustomerRefused' }, call, 'system', { role: 'terminal', id: 'mikkeli-1' })?.act).toBe('consent.refused');
  });

  it('[F108] offers by hand are acts, those by routing are not', () => {
    const offered = (reason: 'picked' | 'assigned' | 'longestIdle'): CallEvent => ({
      type: 'EntryOffered',
      expertId: 'expert-2' as ExpertId,
      ringUntil: 1 as Instant,
      reason,
      note: reason === 'picked' ? 'urgent' : null,
    });
    expect(callAct(offered('picked'), call, 'system', { role: 'expert', id: 'expert-2' })).toMatchObject({
      act: 'entry.picked',
      details: { reason: 'urgent' },
    });
    expect(callAct(offered('assigned'), call, 'system', { role: 'supervisor', id: 's' })).toMatchObject({
      act: 'entry.assigned',
      details: { expertId: 'expert-2' },
    });
    expect(callAct(offered('longestIdle'), call, 'system', adviser)).toBeNull();
  });

  it('[F108] each act has a name in the reader’s language', () => {
    const events: CallEvent[] = [
      joined('adviser'),
      joined('supervisor'),
      microphone,
      closed('removedByAdviser'),
      closed('movedBySupervisor'),
      closed('consultationOver'),
    ];
    for (const event of events) expect(isKnownAct(callAct(event, call, adviserKey('adviser-1' as AdviserId), null)?.act ?? '')).toBe(true);
  });
});
