import { Plus } from 'lucide-react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Written } from '#client/app/i18n/Written.tsx';
import { AgencyIcon } from '#client/features/catalogue/AgencyIcon.tsx';
import { agencyOf, serviceOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card } from '#client/ui/Card.tsx';
import styles from './ChosenServices.module.css';
import type { TerminalProps } from './props.ts';
import type { RequestedService } from './steps.ts';

type Props = Pick<TerminalProps, 'view' | 'catalogue'> & { readonly requestedServices: readonly RequestedService[]; readonly onAdd: () => void };

/** What the customer has come for, how many wait there, and what to have at hand. */
export function ChosenServices({ view, catalogue, requestedServices, onAdd }: Props) {
  const { t } = useTexts('terminal');
  return (
    <Card label={t('check.chosen')} data-testid="chosen">
      <div className={styles['chosen']}>
        <ol className={styles['list']}>
          {requestedServices.map(({ agencyId, serviceId }) => {
            const agency = agencyOf(catalogue, agencyId);
            const service = serviceOf(catalogue, serviceId);
            const waiting = view.agencies.find((one) => one.agencyId === agencyId)?.waiting;
            if (agency === undefined || service === undefined) return null;
            return (
              <li key={serviceId}>
                <AgencyIcon agency={agency} isSmall />
                <p>
                  <strong>
                    <Written texts={service.names} />
                  </strong>{' '}
                  · <Written texts={agency.shortNames} />
                  <small>
                    {waiting !== undefined && `${waiting === 0 ? t('agency.noQueue') : t('agency.waiting', { count: waiting })} · `}
                    <Written texts={service.prepare} />
                  </small>
                </p>
              </li>
            );
          })}
        </ol>
        <Button kind="quiet" icon={<Plus aria-hidden />} onPress={onAdd}>
          {t('serviceRequests.add')}
        </Button>
      </div>
    </Card>
  );
}
