import { PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from './props.ts';
import { TerminalCard } from './TerminalCard.tsx';
import styles from './Terminals.module.css';
import { sortTerminals } from './terminals.ts';
import { useHeldOrder } from './useHeldOrder.ts';

/** The terminals, who needs the adviser first. A card never jumps from under the pointer, nor while the focus is in it. */
export function Terminals(props: DeskProps) {
  const { t } = useTexts('adviser');
  const { terminals } = props.view;
  const { order, hold } = useHeldOrder(sortTerminals(terminals).map(({ terminalId }) => terminalId));
  return (
    <section aria-label={t('terminals')}>
      <ul className={styles['cards']}>
        {order.map((terminalId) => {
          const terminal = terminals.find((one) => one.terminalId === terminalId);
          if (terminal === undefined) return null;
          return (
            <li key={terminalId} {...hold(terminalId)}>
              <PartBoundary resetKey={terminal.call?.callId ?? null}>
                <TerminalCard {...props} terminal={terminal} />
              </PartBoundary>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
