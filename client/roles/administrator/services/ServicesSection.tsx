import { useTexts } from '#client/app/i18n/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel } from '#client/ui/Card.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';

/** The services that the administrator looks after. */
export function ServicesSection({ view, catalogue }: DeskProps) {
  const { t, inLanguage } = useTexts('administrator');
  const { agencyName } = useCatalogueTexts(catalogue);
  const { scope } = view.administrator;
  const agencies = catalogue.agencies.filter(({ id }) => scope.kind !== 'agency' || id === scope.agencyId);
  return (
    <Panel title={t('sections.services')}>
      {agencies.map(({ id, services }) => (
        <section key={id}>
          <h3>{agencyName(id)}</h3>
          <ul>
            {services.map((service) => (
              <li key={service.id}>{inLanguage(service.names)}</li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}
