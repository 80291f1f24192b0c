import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { StaffMember } from '#shared/contract/staff.ts';
import { instantSchema } from '#shared/instant.ts';
import { type StaffRole, idInRole } from '#shared/people/person.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Avatar } from '#client/ui/Avatar.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Panel, Section } from '#client/ui/Card.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { Field } from '#client/ui/Field.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';
import { ChangeBar } from '#client/roles/administrator/catalogue/editing/ChangeBar.tsx';
import type { Editing } from '#client/roles/administrator/catalogue/editing/useEditing.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { CodeDialog } from './CodeDialog.tsx';
import { LanguageLevels } from './LanguageLevels.tsx';
import styles from './People.module.css';
import { type Person, contentOf, isEnded, withDay, withEnd } from './person.ts';
import { ServiceOrder } from './ServiceOrder.tsx';

type Props = DeskProps & {
  readonly person: Person;
  readonly editing: Editing;
  /** Nobody can have signed in yet: a code is what comes next. */
  readonly isCodeNext: boolean;
  readonly onCode: () => void;
};

/** What one person may do, knows and serves; nothing of it is in use before it is taken into use. */
export function PersonPanel({ person, editing, isCodeNext, onCode, ...desk }: Props) {
  const { t } = useTexts('people');
  const put = (member: StaffMember): void => editing.put('staff', member.id, contentOf(member));
  const putAll = (change: (member: StaffMember) => StaffMember): void => {
    for (const record of person.records) if (!isEnded(record)) put(change(record));
  };
  const held = person.records.filter((record) => !isEnded(record));
  const expert = held.find((record) => record.role === 'expert');
  const [first] = held;
  return (
    <Panel
      title={
        <span className={styles['who']}>
          <Avatar name={person.displayName} />
          {person.displayName}
        </span>
      }
      tools={<Code {...desk} held={held} editing={editing} name={person.displayName} isNext={isCodeNext} onMade={onCode} />}
      foot={<ChangeBar {...desk} editing={editing} />}
      data-testid="person"
    >
      <Roles
        person={person}
        catalogue={desk.catalogue}
        onPut={put}
        onDrop={(id) => editing.drop('staff', id)}
        isNew={(id) => editing.isNew('staff', id)}
        now={desk.view.now}
      />
      {first !== undefined && (
        <>
          <LanguageLevels languages={first.languages} onChange={(languages) => putAll((member) => ({ ...member, languages }))} />
          {expert?.role === 'expert' && <ServiceOrder catalogue={desk.catalogue} expert={expert} onChange={put} />}
          <Section title={t('validity')}>
            <div className={styles['days']}>
              {(['from', 'to'] as const).map((name) => (
                <Field
                  key={name}
                  label={t(name)}
                  hint={t('dateHint')}
                  value={first.validity?.[name] ?? ''}
                  onChange={(day) => putAll((member) => withDay(member, name, day))}
                  testId={`validity-${name}`}
                />
              ))}
            </div>
          </Section>
          <Remove name={person.displayName} onRemove={() => putAll((member) => withEnd(member, instantSchema.parse(desk.view.now)))} />
        </>
      )}
    </Panel>
  );
}

function Remove({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const { t } = useTexts('people');
  return (
    <ConfirmDialog
      trigger={
        <Button kind="quiet" icon={<Trash2 aria-hidden />} data-testid="removePerson">
          {t('remove')}
        </Button>
      }
      title={t('removeTitle', { name })}
      text={t('removeText')}
      confirm={t('remove')}
      cancel={t('cancel')}
      onConfirm={onRemove}
    />
  );
}

type CodeProps = DeskProps & {
  readonly held: readonly StaffMember[];
  readonly editing: Editing;
  readonly name: string;
  readonly isNext: boolean;
  readonly onMade: () => void;
};

function Code({ act, held, editing, name, isNext, onMade }: CodeProps) {
  const { t } = useTexts('people');
  const [codes, setCodes] = useState<readonly { readonly role: StaffRole; readonly code: string }[] | null>(null);
  const known = held.filter(({ id }) => !editing.isNew('staff', id));
  const make = async (): Promise<void> => {
    const made: { role: StaffRole; code: string }[] = [];
    for (const { id, role } of known) {
      const reply = await act('people:makeCode', { staffId: id });
      if (reply !== null) made.push({ role, code: reply.code });
    }
    if (made.length > 0) setCodes(made);
    onMade();
  };
  return (
    <>
      <Button
        kind={isNext && known.length > 0 ? 'primary' : 'quiet'}
        icon={<KeyRound aria-hidden />}
        notReady={known.length === 0 && held.length > 0 ? t('code.notYet') : null}
        isDisabled={held.length === 0}
        data-testid="makeCode"
        onPress={() => void make()}
      >
        {t('code.make')}
      </Button>
      {codes !== null && <CodeDialog name={name} codes={codes} onClose={() => setCodes(null)} />}
    </>
  );
}

type RolesProps = {
  readonly person: Person;
  readonly catalogue: DeskProps['catalogue'];
  readonly onPut: (member: StaffMember) => void;
  readonly onDrop: (id: string) => void;
  readonly isNew: (id: string) => boolean;
  readonly now: number;
};

/** Roles at the same agency or point. */
function Roles({ person, catalogue, onPut, onDrop, isNew, now }: RolesProps) {
  const { t } = useTexts('people');
  const [model] = person.records;
  if (model === undefined) return null;
  const change = (role: StaffRole, isOn: boolean): void => {
    const before = person.records.find((record) => record.role === role);
    if (!isOn) {
      if (before === undefined) return;
      if (isNew(before.id)) onDrop(before.id);
      else onPut(withEnd(before, now));
    } else if (before !== undefined) onPut(withEnd(before, null));
    else {
      const made = memberIn(role, model, idInRole(person.id, role), catalogue);
      if (made !== null) onPut(made);
    }
  };
  return (
    <Section title={t('roles')}>
      <div className={styles['roles']}>
        {rolesBeside(model).map((role) => (
          <TickCard
            key={role}
            isOn={person.roles.includes(role)}
            title={t(`role.${role}`)}
            text={t(`about.${role}`)}
            testId={`role-${role}`}
            onChange={(isOn) => change(role, isOn)}
          />
        ))}
      </div>
      {person.roles.length === 0 && <p>{t('lastRole')}</p>}
    </Section>
  );
}

/** The roles that somebody at that place can have. */
const rolesBeside = (member: StaffMember): readonly StaffRole[] => {
  if ('agencyId' in member || (member.role === 'administrator' && member.scope.kind === 'agency')) return ['expert', 'supervisor', 'administrator'];
  return member.role === 'administrator' && member.scope.kind !== 'point' ? ['administrator'] : ['adviser', 'administrator'];
};

/** A record of the role for somebody who has another at the same place; null where the role is for no such place. */
function memberIn(role: StaffRole, model: StaffMember, id: string, { agencies, points }: DeskProps['catalogue']): StaffMember | null {
  const { displayName, languages } = model;
  const common = { id, displayName, languages };
  const agencyId = 'agencyId' in model ? model.agencyId : model.role === 'administrator' && model.scope.kind === 'agency' ? model.scope.agencyId : null;
  const pointId = 'pointId' in model ? model.pointId : model.role === 'administrator' && model.scope.kind === 'point' ? model.scope.pointId : null;
  const agency = agencies.find((one) => one.id === agencyId);
  const point = points.find((one) => one.id === pointId);
  const [service] = agency?.services ?? [];
  if (role === 'administrator' && agency !== undefined) return { ...common, role, scope: { kind: 'agency', agencyId: agency.id } };
  if (role === 'administrator' && point !== undefined) return { ...common, role, scope: { kind: 'point', pointId: point.id } };
  if (role === 'supervisor' && agency !== undefined) return { ...common, role, agencyId: agency.id };
  if (role === 'expert' && agency !== undefined && service !== undefined)
    return { ...common, role, agencyId: agency.id, services: [{ serviceId: service.id, level: 1 }] };
  return role === 'adviser' && point !== undefined ? { ...common, role, pointId: point.id } : null;
}
