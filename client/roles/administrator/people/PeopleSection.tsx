import { Search, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { Avatar } from '#client/ui/Avatar.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Blank, Chip, Panel } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { ChangeBar } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import { useEditing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { AddPerson } from './AddPerson.tsx';
import styles from './People.module.css';
import { PersonPanel } from './PersonPanel.tsx';
import { SignInMark } from './SignInMark.tsx';
import { type Person, contentOf, matches, peopleIn } from './person.ts';
import { useSignIns } from './useSignIns.ts';

/** The people that the administrator looks after: who they are, what they may do, and how they sign in. */
export function PeopleSection(desk: DeskProps) {
  const { t } = useTexts('people');
  const editing = useEditing(desk);
  const signIns = useSignIns(desk);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const people = peopleIn(editing.all('staff').map(({ content }) => content));
  const shown = people.filter((person) => matches(person, search, (role) => t(`role.${role}`)));
  const person = people.find(({ id }) => id === chosen);
  const isCodeNext = person !== undefined && signIns.of(person).every(({ signedInAt, invitedAt }) => signedInAt === null && invitedAt === null);
  return (
    <div className={styles['section']}>
      <Panel
        isFlush
        title={t('title')}
        tools={
          <>
            <Field
              label={<span className="visually-hidden">{t('search')}</span>}
              placeholder={t('search')}
              value={search}
              onChange={setSearch}
              type="search"
              testId="peopleSearch"
            />
            <Button kind="secondary" icon={<UserPlus aria-hidden />} data-testid="addPerson" onPress={() => setAdding(true)}>
              {t('add')}
            </Button>
          </>
        }
        foot={<ScopeText {...desk} />}
      >
        <PeopleTable
          people={shown}
          chosen={chosen}
          onChoose={setChosen}
          signIns={signIns.of}
          isNew={(one) => editing.isNew('staff', one)}
          now={desk.view.now}
        />
      </Panel>
      {person === undefined ? (
        <Panel title={t('title')} foot={<ChangeBar {...desk} editing={editing} />}>
          <Blank icon={<Users aria-hidden />}>{t('blank')}</Blank>
        </Panel>
      ) : (
        <PersonPanel {...desk} key={person.id} person={person} editing={editing} isCodeNext={isCodeNext} onCode={() => void signIns.reload()} />
      )}
      {isAdding && (
        <AddPerson
          {...desk}
          onClose={() => setAdding(false)}
          onAdd={(member) => {
            editing.put('staff', member.id, contentOf(member));
            setChosen(member.id);
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}

function ScopeText({ view, catalogue }: Pick<DeskProps, 'view' | 'catalogue'>) {
  const { t, inLanguage } = useTexts('people');
  const { agencyName } = useCatalogueTexts(catalogue);
  const { scope } = view.administrator;
  switch (scope.kind) {
    case 'nation':
      return t('scope.all');
    case 'agency':
      return t('scope.agency', { name: agencyName(scope.agencyId) });
    case 'municipality':
      return t('scope.place', { name: scope.municipality });
    case 'point': {
      const point = catalogue.points.find(({ id }) => id === scope.pointId);
      return t('scope.place', { name: point === undefined ? scope.pointId : inLanguage(point.names) });
    }
  }
}

type TableProps = {
  readonly people: readonly Person[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly signIns: ReturnType<typeof useSignIns>['of'];
  readonly isNew: (staffId: string) => boolean;
  readonly now: number;
};

function PeopleTable({ people, chosen, onChoose, signIns, isNew, now }: TableProps) {
  const { t } = useTexts('people');
  if (people.length === 0) return <Blank icon={<Search aria-hidden />}>{t('none')}</Blank>;
  return (
    <table className={styles['table']} data-testid="people">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('roles')}</th>
          <th scope="col">{t('languages')}</th>
          <th scope="col" data-figure>
            {t('services')}
          </th>
          <th scope="col">{t('signIn')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id} data-selected={person.id === chosen || undefined} data-testid={`person-${person.id}`}>
            <th scope="row">
              <button type="button" className={styles['choose']} onClick={() => onChoose(person.id)}>
                <Avatar name={person.displayName} />
                {person.displayName}
              </button>
            </th>
            <td>
              <span className={styles['chips']}>
                {person.roles.map((role) => (
                  <Chip key={role}>{t(`role.${role}`)}</Chip>
                ))}
              </span>
            </td>
            <td>
              {person.languages.map(({ language }) => (
                <abbr key={language} title={languageName(language)}>
                  {language}
                </abbr>
              ))}
            </td>
            <td data-figure>{person.services ?? '–'}</td>
            <td>
              <SignInMark person={person} states={signIns(person)} isNew={person.records.every(({ id }) => isNew(id))} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
