import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { StaffMember } from '#shared/contract/staff.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Section } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import styles from './People.module.css';

type Expert = Extract<StaffMember, { role: 'expert' }>;
type Props = { readonly catalogue: Catalogue; readonly expert: Expert; readonly onChange: (expert: Expert) => void };

const levels = ['0', '1', '2', '3'] as const;

/** Which services the expert is offered, and how soon. */
export function ServiceOrder({ catalogue, expert, onChange }: Props) {
  const { t, inLanguage } = useTexts('people');
  const services = catalogue.agencies.find(({ id }) => id === expert.agencyId)?.services ?? [];
  const levelOf = (serviceId: string): number => expert.services.find((one) => one.serviceId === serviceId)?.level ?? 0;
  const choose = (serviceId: string, level: number): void => {
    const rest = expert.services.filter((one) => one.serviceId !== serviceId);
    const all = level === 0 ? rest : [...rest, { serviceId, level }];
    onChange({ ...expert, services: all.toSorted((one, other) => one.level - other.level || (one.serviceId < other.serviceId ? -1 : 1)) });
  };
  return (
    <Section title={t('serviceOrder')}>
      <p>{t('orderHelp')}</p>
      {expert.services.length === 0 && <Notice kind="bad">{t('nothingChosen')}</Notice>}
      <ul className={styles['list']}>
        {services.map((service) => (
          <li key={service.id} data-testid={`serviceOrder-${service.id}`}>
            <span>{inLanguage(service.names)}</span>
            <Segments
              label={inLanguage(service.names)}
              value={levels[levelOf(service.id)] ?? '3'}
              options={levels.map((id) => ({ id, text: id === '0' ? t('notThis') : id }))}
              onChange={(next) => choose(service.id, Number(next))}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
