import { QRCodeSVG } from 'qrcode.react';
import { Timer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import type { TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { type RoleClient, useNow } from '#client/app/state/roleClient.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import styles from './EnrolDialog.module.css';

type Enroller = 'adviser' | 'administrator';
type CodeProps<R extends Enroller> = { readonly roleClient: RoleClient<R>; readonly terminalId: TerminalId; readonly act: ActOf<'terminal:makeCode'> };
type Props<R extends Enroller> = CodeProps<R> & { readonly name: string; readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void };

/** Makes a machine this terminal: a code to be typed there, and the same as a QR code for its camera. */
export function EnrolDialog<R extends Enroller>({ name, isOpen, onOpenChange, ...props }: Props<R>) {
  const { t } = useTexts('fleet');
  return (
    <ModalDialog title={t('code.titleFor', { terminal: name })} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable data-testid="enrolDialog">
      {(close) => <EnrolCode key={props.terminalId} {...props} onClose={close} />}
    </ModalDialog>
  );
}

function EnrolCode<R extends Enroller>({ roleClient, terminalId, act, onClose }: CodeProps<R> & { readonly onClose: () => void }) {
  const now = useNow(roleClient);
  const { t } = useTexts('fleet');
  const [made, setMade] = useState<RequestReply<'terminal:makeCode'> | null>(null);
  const make = async (): Promise<void> => setMade(await act('terminal:makeCode', { terminalId }));
  useEffect(() => {
    let isShown = true;
    void act('terminal:makeCode', { terminalId }).then((reply) => isShown && setMade(reply));
    return () => {
      isShown = false;
    };
  }, [act, terminalId]);
  return (
    <>
      {made !== null && <CodeCard code={made.code} expiresAt={made.expiresAt} now={now} />}
      <DialogActions>
        <Button kind="secondary" onPress={() => void make()}>
          {t('code.another')}
        </Button>
        <Button onPress={onClose}>{t('code.done')}</Button>
      </DialogActions>
    </>
  );
}

/** The code, large enough to be read from the terminal, and what to do with it. */
export function CodeCard({ code, expiresAt, now }: RequestReply<'terminal:makeCode'> & { readonly now: Instant }) {
  const { t, language } = useTexts('fleet');
  const isOver = now >= expiresAt;
  const address = `${window.location.origin}/terminal`;
  return (
    <>
      <div className={styles['card']} data-over={isOver || undefined}>
        <div className={styles['words']}>
          <p>{t('code.once')}</p>
          <p className={styles['code']} data-testid="enrolCode" translate="no">
            {code}
          </p>
          <p className={styles['until']} role="status">
            <Timer aria-hidden />
            {isOver ? t('code.over') : t('code.until', { time: clockTime(expiresAt, language, false) })}
          </p>
        </div>
        {!isOver && (
          <div className={styles['qr']}>
            <QRCodeSVG value={`${address}#code=${code.replaceAll('-', '')}`} size={160} level="M" title={t('code.qr')} />
          </div>
        )}
      </div>
      <ol className={styles['steps']}>
        <li>{t('code.step1', { address: address.replace(/^https?:\/\//, '') })}</li>
        <li>{t('code.step2')}</li>
        <li>{t('code.step3')}</li>
      </ol>
    </>
  );
}
