import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel } from '#client/ui/Card.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { AgencyNow } from './AgencyNow.tsx';
import type { DeskProps } from './props.ts';
import styles from './SideList.module.css';

/** How every agency stands now. */
export function AgencyStates({ view, catalogue }: DeskProps) {
  const { t } = useTexts('adviser');
  const { agencyName } = useCatalogueTexts(catalogue);
  return (
    <Panel title={t('agencies.title')} isFlush data-testid="agencies">
      <ul className={styles['list']}>
        {view.agencies.map((agency) => (
          <li key={agency.agencyId}>
            <span className={styles['what']}>
              <strong>{agencyName(agency.agencyId)}</strong>
              <small>{t('agencies.onDuty', { count: agency.expertsOnDuty })}</small>
            </span>
            <AgencyNow agency={agency} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
