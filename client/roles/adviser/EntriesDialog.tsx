import { useState } from 'react';
import type { CallId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './EntriesDialog.module.css';
import type { TerminalProps } from './props.ts';

type Opening = { readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void };

/** Everybody who got a place in a queue at the terminal and still has it, waiting there or gone away; the adviser can remove them at once. */
export function EntriesDialog({ isOpen, onOpenChange, ...props }: TerminalProps & Opening) {
  const { t } = useTexts('adviser');
  const title = t('entries.title', { count: props.terminal.entries.openCallIds.length });
  return (
    <ModalDialog title={title} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      {(close) => <Entries {...props} onClose={close} />}
    </ModalDialog>
  );
}

function Entries({ terminal, view, catalogue, act, onClose }: TerminalProps & { readonly onClose: () => void }) {
  const { t, language } = useTexts('adviser');
  const { serviceName } = useCatalogueTexts(catalogue);
  const [kept, setKept] = useState<ReadonlySet<CallId>>(new Set());
  const { terminalId, entries } = terminal;
  const removed = entries.openCallIds.filter((callId) => !kept.has(callId));
  const textOf = (callId: CallId): string => {
    const away = view.calledBack.find((one) => one.callId === callId);
    const here = terminal.serviceRequests.find((one) => one.callId === callId);
    const serviceId = (away ?? here)?.serviceId;
    const number = away?.number ?? terminal.visitNumber;
    const time = away?.bookedFor == null ? '' : ` · ${t('calledBack.booked', { time: clockTime(away.bookedFor, language, true) })}`;
    return `${number === null ? '' : `${number} · `}${serviceId === undefined ? '' : serviceName(serviceId)}${time}`;
  };
  const toggle = (callId: CallId): void => {
    const next = new Set(kept);
    if (!next.delete(callId)) next.add(callId);
    setKept(next);
  };
  const remove = async (): Promise<void> => {
    if (await act('adviser:removeEntries', { terminalId, callIds: removed })) onClose();
  };
  return (
    <>
      <p>{t('entries.text')}</p>
      <ul className={styles['entries']} data-testid="entries">
        {entries.openCallIds.map((callId) => (
          <li key={callId}>
            <TickCard isOn={!kept.has(callId)} title={textOf(callId)} onChange={() => toggle(callId)} />
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button kind="secondary" onPress={onClose} autoFocus>
          {t('cancel', { ns: 'common' })}
        </Button>
        <Button kind="danger" isDisabled={removed.length === 0} onPress={() => void remove()}>
          {t('entries.remove', { count: removed.length })}
        </Button>
      </DialogActions>
    </>
  );
}
