import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { StaffMember } from '#shared/contract/staff.ts';
import { type StaffRole, newPersonId, staffRoles } from '#shared/people/person.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import styles from './People.module.css';

type Props = Pick<DeskProps, 'view' | 'catalogue'> & { readonly onClose: () => void; readonly onAdd: (member: StaffMember) => void };

const readable = '23456789abcdefghjkmnpqrstvwxyz';
const randomPart = (): string => [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => readable[byte % readable.length]).join('');

/** Somebody new: a name, a role and a place. The rest follows in the panel. */
export function AddPerson({ view, catalogue, onClose, onAdd }: Props) {
  const { t, language, inLanguage } = useTexts('people');
  const { agencyName } = useCatalogueTexts(catalogue);
  const { scope } = view.administrator;
  const agencies = catalogue.agencies.filter(({ id }) => scope.kind === 'nation' || (scope.kind === 'agency' && scope.agencyId === id));
  const points = catalogue.points.filter(
    ({ id, municipality }) =>
      scope.kind === 'nation' ||
      (scope.kind === 'point' && scope.pointId === id) ||
      (scope.kind === 'municipality' && municipality['fi'] === scope.municipality),
  );
  const roles = staffRoles.filter((role) => (role === 'adviser' ? points.length > 0 : role === 'administrator' || agencies.length > 0));
  const [name, setName] = useState('');
  const [role, setRole] = useState<StaffRole>(roles[0] ?? 'administrator');
  const [agencyId, setAgencyId] = useState<string | null>(agencies[0]?.id ?? null);
  const [pointId, setPointId] = useState<string | null>(points[0]?.id ?? null);
  const agency = agencies.find(({ id }) => id === agencyId);
  const point = points.find(({ id }) => id === pointId);

  const made = (): StaffMember | null => {
    const common = { id: newPersonId(name, randomPart()), displayName: name.trim(), languages: [{ language, level: 5 }] };
    const [service] = agency?.services ?? [];
    switch (role) {
      case 'expert':
        return agency === undefined || service === undefined ? null : { ...common, role, agencyId: agency.id, services: [{ serviceId: service.id, level: 1 }] };
      case 'supervisor':
        return agency === undefined ? null : { ...common, role, agencyId: agency.id };
      case 'adviser':
        return point === undefined ? null : { ...common, role, pointId: point.id };
      case 'administrator':
        return { ...common, role, scope };
    }
  };
  const add = (): void => {
    const member = made();
    if (member !== null && name.trim() !== '') onAdd(member);
  };
  return (
    <ModalDialog title={t('add')} isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field label={t('name')} value={name} onChange={setName} maxLength={100} isRequired autoFocus testId="personName" />
        <Choice label={t('firstRole')} value={role} options={roles.map((id) => ({ id, text: t(`role.${id}`) }))} onChange={setRole} testId="personRole" />
        {role === 'adviser' ? (
          <Choice
            label={t('point')}
            value={pointId}
            options={points.map(({ id, names }) => ({ id: String(id), text: inLanguage(names) }))}
            onChange={setPointId}
          />
        ) : (
          role !== 'administrator' && (
            <Choice
              label={t('agency')}
              value={agencyId}
              options={agencies.map(({ id }) => ({ id: String(id), text: agencyName(id) }))}
              onChange={setAgencyId}
            />
          )
        )}
        <DialogActions>
          <Button kind="secondary" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" isDisabled={name.trim() === ''} data-testid="createPerson">
            {t('create')}
          </Button>
        </DialogActions>
      </Form>
    </ModalDialog>
  );
}
