import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '#client/components/Button.tsx';
import dialogStyles from '#client/components/Dialog.module.css';
import { LevelMeter } from '#client/components/LevelMeter.tsx';
import { Notice } from '#client/components/Notice.tsx';
import { VideoTile } from '#client/components/VideoTile.tsx';
import { useOpenDevices } from '#client/connection/useOpenDevices.ts';
import { useTexts } from '#client/i18n/index.ts';
import { useMedia } from '#client/state/face.ts';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';
import type { LeverDialog } from './leverDialogs.ts';
import { useLevers } from './useLevers.ts';

/** What the adviser does at this terminal, in plain words while it is done; nothing happens here unseen. */
export function LeverNotices({ face, occasion, onSelfTest }: Pick<TerminalProps, 'face'> & { readonly occasion: string; readonly onSelfTest: () => void }) {
  const { t } = useTexts('terminal');
  const { pulled, dialog } = useLevers(face, occasion, onSelfTest);
  return (
    <>
      {pulled !== null && (
        <div data-testid="leverNotice" data-lever={pulled.lever.lever}>
          <Notice>{t('lever.doing', { name: pulled.byName, what: t(`lever.what.${pulled.lever.lever}`) })}</Notice>
        </div>
      )}
      {dialog !== null && <Asked face={face} dialog={dialog} />}
    </>
  );
}

function Asked({ face, dialog: { kind, byName, answer } }: Pick<TerminalProps, 'face'> & { readonly dialog: LeverDialog }) {
  const { t } = useTexts('terminal');
  const name = { name: byName };
  return (
    <ModalOverlay isOpen className={dialogStyles['overlay'] ?? ''}>
      <Modal className={dialogStyles['modal'] ?? ''}>
        <Dialog role="alertdialog" className={dialogStyles['dialog'] ?? ''} data-testid={`lever-${kind}`}>
          <Heading slot="title">{t(`lever.${kind}.title`, name)}</Heading>
          <p>{t(`lever.${kind}.text`, name)}</p>
          {kind === 'test' && <DeviceTest face={face} />}
          <div className={dialogStyles['actions'] ?? ''}>
            {kind === 'unmute' && (
              <Button kind="secondary" size="large" onPress={() => answer('no')}>
                {t('lever.unmute.no')}
              </Button>
            )}
            <Button size="large" onPress={() => answer('yes')}>
              {t(kind === 'unmute' ? 'lever.unmute.yes' : kind === 'attention' ? 'lever.attention.ok' : 'lever.test.done')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function DeviceTest({ face }: Pick<TerminalProps, 'face'>) {
  const { t } = useTexts('terminal');
  const { localVideo } = useMedia(face);
  useOpenDevices(face);
  return (
    <>
      <div className={styles['selfView']}>
        <VideoTile label={t('check.you')} video={localVideo} isMirrored testId="testPicture" />
      </div>
      <LevelMeter face={face} label={t('check.level')} />
    </>
  );
}
