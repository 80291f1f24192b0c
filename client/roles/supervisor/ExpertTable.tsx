import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { clockText } from '#client/ui/duration.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

/** The agency's experts and how they stand. */
export function ExpertTable({ roleClient, view, catalogue }: DeskProps) {
  const { t } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <section aria-labelledby="experts-title">
      <h2 id="experts-title">{t('experts.title')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('calls.expert')}</th>
            <th scope="col">{t('experts.status')}</th>
            <th scope="col">{t('experts.today')}</th>
            <th scope="col">{t('experts.languages')}</th>
            <th scope="col">{t('experts.profile')}</th>
          </tr>
        </thead>
        <tbody>
          {view.experts.map((expert) => (
            <tr key={expert.id} data-testid={`expert-${expert.id}`} data-status={expert.status.status}>
              <th scope="row">{expert.displayName}</th>
              <td>
                {t(expert.status.status === 'break' ? `experts.states.break.${expert.status.breakCode}` : `experts.states.${expert.status.status}`)}
                {expert.status.status !== 'offline' && ` · ${clockText(now - expert.since)}`}
              </td>
              <td>
                {t('experts.counts', { answered: expert.answered, missed: expert.missed })}
                {expert.heldMs > 0 && ` · ${t('experts.held', { time: clockText(expert.heldMs) })}`}
              </td>
              <td>{expert.languages.map(languageName).join(', ')}</td>
              <td>{expert.services.map(({ serviceId, level }) => `${level}. ${serviceName(serviceId)}`).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
