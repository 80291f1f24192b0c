import type { ReactNode } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { openRoleClient, useIsInCall } from '#client/app/state/roleClient.ts';
import { Boundary, type BoundaryProps } from '#client/ui/Boundary.tsx';
import { Button } from '#client/ui/Button.tsx';
import { CallGoesOn } from './CallGoesOn.tsx';
import styles from '#client/ui/PartFault.module.css';
import { useReloadByItself } from '#client/app/shell/useReloadByItself.ts';

/** Around a panel, a dialog's content or a tile: what fails there leaves everything else as it is. */
export const PartBoundary = (props: BoundaryProps) => <Boundary {...props} fallback={(retry) => <PartFault onRetry={retry} />} />;

/** As `PartBoundary`, around the part with the call's picture, sound and controls: those stay at hand. */
export const CallBoundary = (props: BoundaryProps) => (
  <Boundary
    {...props}
    fallback={(retry) => (
      <PartFault onRetry={retry}>
        <CallGoesOn />
      </PartFault>
    )}
  />
);

/** Around a whole page, which is never white. */
export const PageBoundary = (props: BoundaryProps) => <Boundary {...props} fallback={(retry) => <PageFault onRetry={retry} />} />;

type FaultProps = { readonly onRetry: () => void; readonly children?: ReactNode };

function PartFault({ onRetry, children }: FaultProps) {
  const { t } = useTexts('builtIn');
  return (
    <section className={styles['fault']} data-testid="partFault">
      <p role="status">{t('part.text')}</p>
      <Ways onRetry={onRetry} />
      {children}
    </section>
  );
}

function PageFault({ onRetry }: FaultProps) {
  const { t } = useTexts('builtIn');
  const isComing = useReloadByItself();
  return (
    <main className={`${styles['fault']} ${styles['page']}`} data-testid="pageFault">
      <h1>{t('page.title')}</h1>
      <p role="status">
        {t('page.text')} {isComing && t('page.soon')}
      </p>
      <Ways onRetry={onRetry} />
      <CallGoesOn />
    </main>
  );
}

function Ways({ onRetry }: FaultProps) {
  const { t } = useTexts('builtIn');
  const isInCall = useIsInCall(openRoleClient());
  return (
    <>
      <div className={styles['actions']}>
        <Button onPress={onRetry}>{t('tryAgain')}</Button>
        <Button kind="secondary" data-testid="reload" onPress={() => window.location.reload()}>
          {t('reload')}
        </Button>
      </div>
      {isInCall && <p>{t('call.reloading')}</p>}
    </>
  );
}
