import { ClipboardList, Headset, LifeBuoy, MonitorSmartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DemoPeople, Subject } from '#shared/contract/http.ts';
import type { Localised } from '#shared/language.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SignIn.module.css';

type Person = { readonly id: string; readonly name: string; readonly group: Localised };
type GroupProps = { readonly title: string; readonly icon: ReactNode; readonly people: readonly Person[]; readonly onChoose: (id: string) => void };

function Group({ title, icon, people, onChoose }: GroupProps) {
  const { inLanguage } = useTexts('signIn');
  const groups = Map.groupBy(people, (person) => inLanguage(person.group));
  return (
    <section className={styles['group']}>
      <h2>
        {icon} {title}
      </h2>
      {[...groups].map(([place, members]) => (
        <div key={place} className={styles['place']}>
          <h3>{place}</h3>
          <div className={styles['people']}>
            {members.map(({ id, name }) => (
              <Button key={id} kind="secondary" data-testid={id} onPress={() => onChoose(id)}>
                {name}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

/** Demo mode: everybody one can be. */
export function PeopleChooser({ people, onChoose }: { readonly people: DemoPeople; readonly onChoose: (subject: Subject) => void }) {
  const { t, inLanguage } = useTexts('signIn');
  return (
    <>
      <p>{t('demoHelp')}</p>
      <div className={styles['groups']}>
        <Group
          title={t('terminals')}
          icon={<MonitorSmartphone aria-hidden />}
          people={people.terminals.map(({ id, names, pointNames }) => ({ id, name: inLanguage(names), group: pointNames }))}
          onChoose={(id) => onChoose({ role: 'terminal', id })}
        />
        <Group
          title={t('experts')}
          icon={<Headset aria-hidden />}
          people={people.experts.map(({ id, displayName, languages, agencyNames }) => ({
            id,
            name: `${displayName} (${languages.join(', ')})`,
            group: agencyNames,
          }))}
          onChoose={(id) => onChoose({ role: 'expert', id })}
        />
        <Group
          title={t('advisers')}
          icon={<LifeBuoy aria-hidden />}
          people={people.advisers.map(({ id, displayName, pointNames }) => ({ id, name: displayName, group: pointNames }))}
          onChoose={(id) => onChoose({ role: 'adviser', id })}
        />
        <Group
          title={t('supervisors')}
          icon={<ClipboardList aria-hidden />}
          people={people.supervisors.map(({ id, displayName, agencyNames }) => ({ id, name: displayName, group: agencyNames }))}
          onChoose={(id) => onChoose({ role: 'supervisor', id })}
        />
      </div>
    </>
  );
}
