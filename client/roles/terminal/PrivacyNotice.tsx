import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import type { TerminalProps } from './props.ts';
import styles from './PrivacyNotice.module.css';

/** What becomes of what a customer says and does here, with the limits that hold at this server. */
export function PrivacyNotice({ roleClient }: Pick<TerminalProps, 'roleClient'>) {
  const { t } = useTexts('terminal');
  const act = useRequest(roleClient);
  const [limits, setLimits] = useState<RequestReply<'privacy:limits'> | null>(null);
  const open = (): void => void act('privacy:limits', {}).then((reply) => reply !== null && setLimits(reply));
  return (
    <>
      <Button kind="quiet" icon={<ShieldCheck aria-hidden />} data-testid="privacy-notice" onPress={open}>
        {t('privacy.link')}
      </Button>
      <ModalDialog title={t('privacy.title')} isDismissable isOpen={limits !== null} onOpenChange={(isOpen) => !isOpen && setLimits(null)}>
        {limits !== null && (
          <>
            <ul className={styles['points']} data-read-aloud>
              <li>{t('privacy.notRecorded')}</li>
              <li>{t('privacy.visit', { hours: limits.visitHours })}</li>
              <li>{t('privacy.notes', { hours: limits.noteHours })}</li>
              <li>{t('privacy.statistics')}</li>
              <li>{t('privacy.terminal')}</li>
              <li>{t('privacy.ask')}</li>
            </ul>
            <DialogActions>
              <Button size="large" onPress={() => setLimits(null)}>
                {t('privacy.close')}
              </Button>
            </DialogActions>
          </>
        )}
      </ModalDialog>
    </>
  );
}
