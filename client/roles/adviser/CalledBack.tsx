import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Adviser.module.css';
import type { DeskProps } from './props.ts';
import { NumberDialog } from './NumberDialog.tsx';

/** Who has gone away with a number: called now, or later. The adviser can call the number out. */
export function CalledBack(props: DeskProps) {
  const { view, catalogue, act } = props;
  const { t, language } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  if (view.calledBack.length === 0) return null;
  return (
    <section aria-labelledby="calledBack-title" data-testid="calledBack">
      <h2 id="calledBack-title">{t('calledBack.title')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('calledBack.number')}</th>
            <th scope="col">{t('calledBack.serviceRequest')}</th>
            <th scope="col">{t('calledBack.state')}</th>
            <th scope="col">{t('calledBack.act')}</th>
          </tr>
        </thead>
        <tbody>
          {view.calledBack.map(({ callId, number, pointId, agencyId, serviceId, language: spoken, state, bookedFor, notBefore }) => {
            const isMovable = state === 'awaitingCallback' && bookedFor !== null && notBefore === bookedFor;
            return (
              <tr key={callId} data-state={state}>
                <th scope="row">{number}</th>
                <td>
                  {agencyShortName(agencyId)} · {serviceName(serviceId)}
                </td>
                <td>
                  {state === 'summoned'
                    ? t('calledBack.now')
                    : bookedFor === null
                      ? t('calledBack.waiting')
                      : t('calledBack.booked', { time: clockTime(bookedFor, language, true) })}
                </td>
                <td>
                  <NumberDialog
                    {...props}
                    facts={{ number, pointId, agencyId, serviceId, language: spoken, at: bookedFor, isInPerson: false }}
                    move={
                      isMovable
                        ? {
                            read: async () => (await act('adviser:numberSlots', { pointId, number }))?.times ?? null,
                            to: (at) => act('adviser:moveNumber', { pointId, number, at }),
                          }
                        : null
                    }
                  />
                  <Button kind="quiet" onPress={() => void act('adviser:removeFromQueue', { callId })}>
                    {t('remove')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
