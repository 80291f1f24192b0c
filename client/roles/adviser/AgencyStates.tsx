import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { closedText } from '#client/app/i18n/openingText.ts';
import styles from './Adviser.module.css';
import type { DeskProps } from './props.ts';

/** How every agency stands now. */
export function AgencyStates({ view, catalogue }: DeskProps) {
  const { t, language } = useTexts('adviser');
  const { agencyName } = useCatalogueTexts(catalogue);
  return (
    <section aria-labelledby="agencies-title">
      <h2 id="agencies-title">{t('agencies.title')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('agencies.agency')}</th>
            <th scope="col">{t('agencies.onDuty')}</th>
            <th scope="col">{t('agencies.waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {view.agencies.map(({ agencyId, expertsOnDuty, waiting, opening }) => {
            const closed = closedText(opening, language);
            return (
              <tr key={agencyId}>
                <th scope="row">{agencyName(agencyId)}</th>
                <td>{closed === null ? expertsOnDuty : t(closed.key, closed.values)}</td>
                <td>{waiting}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
