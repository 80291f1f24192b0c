import { CalendarX2, CircleCheck, Mail, PencilLine, UserX } from 'lucide-react';
import type { SignInState } from '#shared/people/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { dayAt, dayName } from '#client/app/i18n/openingText.ts';
import { State } from '#client/ui/State.tsx';
import type { Person } from './person.ts';

type Props = { readonly person: Person; readonly states: readonly SignInState[]; readonly isNew: boolean; readonly now: number };

const latest = (instants: readonly (number | null)[]): number | null =>
  instants.reduce<number | null>((last, at) => (at !== null && at > (last ?? 0) ? at : last), null);

/** How a person's sign-in stands: what ends goes before what is. */
export function SignInMark({ person, states, isNew, now }: Props) {
  const { t, language } = useTexts('people');
  const today = new Date(now).toISOString().slice(0, 10);
  const held = person.records.filter(({ id }) => states.some(({ staffId }) => staffId === id));
  const ends = held.map(({ validity }) => validity?.to).find((day) => day !== undefined);
  const begins = held.map(({ validity }) => validity?.from).find((day) => day !== undefined && day > today);
  if (isNew)
    return (
      <State kind="wait" look="plain" icon={<PencilLine aria-hidden />}>
        {t('state.new')}
      </State>
    );
  if (person.roles.length === 0)
    return (
      <State kind="off" look="plain" icon={<UserX aria-hidden />}>
        {t('state.ended')}
      </State>
    );
  if (ends !== undefined)
    return (
      <State kind="off" look="plain" icon={<CalendarX2 aria-hidden />}>
        {t('state.ends', { day: dayName(ends, language) })}
      </State>
    );
  if (begins !== undefined)
    return (
      <State kind="wait" look="plain">
        {t('state.begins', { day: dayName(begins, language) })}
      </State>
    );
  const signedInAt = latest(states.map((state) => state.signedInAt));
  if (signedInAt !== null)
    return (
      <State kind="good" look="plain" icon={<CircleCheck aria-hidden />}>
        {t('state.signedIn', { day: dayAt(signedInAt, language) })}
      </State>
    );
  const invitedAt = latest(states.map((state) => state.invitedAt));
  if (invitedAt !== null)
    return (
      <State kind="wait" look="plain" icon={<Mail aria-hidden />}>
        {t('state.invited', { day: dayAt(invitedAt, language) })}
      </State>
    );
  return (
    <State kind="off" look="plain">
      {t('state.never')}
    </State>
  );
}
