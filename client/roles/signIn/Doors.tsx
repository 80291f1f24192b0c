import { ClipboardList, Headset, LifeBuoy, type LucideIcon, MonitorSmartphone, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { type Role, roles } from '#shared/contract/define.ts';
import type { DemoPeople, Subject } from '#shared/contract/http.ts';
import { Button } from '#client/ui/Button.tsx';
import { Chip } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { type DemoPerson, listOf, matching } from './people.ts';
import styles from './Doors.module.css';

const icons: Record<Role, LucideIcon> = {
  terminal: MonitorSmartphone,
  expert: Headset,
  adviser: LifeBuoy,
  supervisor: ClipboardList,
  administrator: Settings2,
};
/** Of a list that nobody has narrowed so many are shown. */
const shownAtFirst = 8;

/** Demo mode: a door for each role, and behind them everybody whom one can be. */
export function Doors({ people, onChoose }: { readonly people: DemoPeople; readonly onChoose: (subject: Subject) => void }) {
  const { t } = useTexts('signIn');
  const [role, setRole] = useState<Role | null>(null);
  const [search, setSearch] = useState('');
  const found = matching(listOf(people), role, search, languageName);
  const shown = role === null && search.trim() === '' ? found.slice(0, shownAtFirst) : found;
  return (
    <section className={styles['doors']} aria-labelledby="doors-title">
      <h2 id="doors-title">{t('doors.title')}</h2>
      <p>{t('doors.help')}</p>
      <div className={styles['roles']} role="group" aria-label={t('doors.roles')}>
        {roles.map((one) => {
          const Icon = icons[one];
          return (
            <ToggleButton
              key={one}
              className={styles['door'] ?? ''}
              isSelected={role === one}
              onChange={(isOn) => setRole(isOn ? one : null)}
              data-testid={`door-${one}`}
            >
              <Icon aria-hidden />
              <span>
                <strong>{t(`doors.role.${one}`)}</strong>
                <span className={styles['about']}>{t(`doors.about.${one}`)}</span>
              </span>
            </ToggleButton>
          );
        })}
      </div>
      <div className={styles['search']}>
        <Field label={t('doors.search')} type="search" value={search} onChange={setSearch} testId="peopleSearch" autoComplete="off" />
      </div>
      <p role="status" className={styles['count']}>
        {shown.length < found.length ? t('doors.some', { shown: shown.length, count: found.length }) : t('doors.found', { count: found.length })}
      </p>
      <ul className={styles['people']}>
        {shown.map((person) => (
          <Person key={person.id} person={person} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  );
}

function Person({ person, onChoose }: { readonly person: DemoPerson; readonly onChoose: (subject: Subject) => void }) {
  const { t, inLanguage } = useTexts('signIn');
  const { role, id } = person;
  const Icon = icons[role];
  const name = inLanguage(person.names);
  const place = inLanguage(person.place);
  return (
    <li className={styles['person']}>
      <Icon aria-hidden />
      <span className={styles['who']}>
        <strong>{name}</strong>
        <span>
          {t(`doors.role.${role}`)} · {place}
        </span>
      </span>
      {person.languages.map((language) => (
        <Chip key={language}>{languageName(language)}</Chip>
      ))}
      <Button kind="secondary" data-testid={id} aria-label={t('doors.openAs', { name, place })} onPress={() => onChoose({ role, id })}>
        {t('doors.open')}
      </Button>
    </li>
  );
}
