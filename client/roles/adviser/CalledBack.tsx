import { Megaphone } from 'lucide-react';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Chip, Panel } from '#client/ui/Card.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from './props.ts';
import { NumberDialog } from './NumberDialog.tsx';
import styles from './SideList.module.css';

type Entry = DeskProps['view']['calledBack'][number];

/** Who has gone away with a number: called now, or later. The adviser can call the number out. */
export function CalledBack(props: DeskProps) {
  const { t } = useTexts('adviser');
  const { calledBack } = props.view;
  if (calledBack.length === 0) return null;
  return (
    <Panel title={t('calledBack.title')} isFlush data-testid="calledBack">
      <ul className={styles['list']}>
        {calledBack.map((entry) => (
          <li key={entry.callId} data-number={entry.number} data-entry-state={entry.state}>
            <Row {...props} entry={entry} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Row({ entry, ...props }: DeskProps & { readonly entry: Entry }) {
  const { catalogue, act } = props;
  const { t } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const { callId, number, pointId, agencyId, serviceId, language: spoken, state, bookedFor, notBefore } = entry;
  const isMovable = state === 'awaitingCallback' && bookedFor !== null && notBefore === bookedFor;
  const move = {
    read: async () => (await act('adviser:numberSlots', { pointId, number }))?.times ?? null,
    to: (at: number) => act('adviser:moveNumber', { pointId, number, at }),
  };
  return (
    <>
      <span className={styles['what']}>
        <strong>{number}</strong> {serviceName(serviceId)}
        <small>{agencyShortName(agencyId)}</small>
      </span>
      <When {...entry} />
      <div className={styles['acts']}>
        <NumberDialog
          {...props}
          facts={{ number, pointId, agencyId, serviceId, language: spoken, at: bookedFor, isInPerson: false }}
          move={isMovable ? move : null}
        />
        <Button kind="quiet" onPress={() => void act('adviser:removeFromQueue', { callId })}>
          {t('remove')}
        </Button>
      </div>
    </>
  );
}

function When({ state, bookedFor }: Entry) {
  const { t, language } = useTexts('adviser');
  if (state === 'summoned')
    return (
      <State kind="ring" look="plain" icon={<Megaphone aria-hidden />}>
        {t('calledBack.now')}
      </State>
    );
  if (bookedFor === null)
    return (
      <State kind="wait" look="plain">
        {t('calledBack.waiting')}
      </State>
    );
  return <Chip>{t('calledBack.booked', { time: clockTime(bookedFor, language, true) })}</Chip>;
}
