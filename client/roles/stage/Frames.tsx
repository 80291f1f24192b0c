import { Maximize2 } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { type DemoStage, type StageRole, stageRoles } from '#shared/contract/http.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { frameAddress } from './address.ts';
import styles from './Stage.module.css';
import type { FrameElements } from './useTour.ts';

/** As wide as the screens that the pages are made for; they are drawn smaller, not otherwise. */
const pageWidth = 1280;

type Props = {
  readonly stage: DemoStage;
  readonly elements: RefObject<FrameElements>;
  readonly large: StageRole;
  /** Where the tour's step happens. */
  readonly pointed: StageRole | null;
  readonly onEnlarge: (role: StageRole) => void;
};

/** The three pages. Their places change, their order does not: a frame that is moved loads again. */
export function Frames({ stage, elements, large, pointed, onEnlarge }: Props) {
  const { t } = useTexts('stage');
  return (
    <div className={styles['frames']} data-large={large}>
      {stageRoles.map((role) => (
        <section key={role} className={styles['frame']} data-role={role} data-pointed={role === pointed} aria-labelledby={`stage-${role}`}>
          <div className={styles['frameHead']}>
            <h2 id={`stage-${role}`}>{t(`frame.${role}`)}</h2>
            {role !== large && (
              <Button
                kind="quiet"
                icon={<Maximize2 aria-hidden />}
                aria-label={`${t('enlarge')}: ${t(`frame.${role}`)}`}
                data-testid={`enlarge-${role}`}
                onPress={() => onEnlarge(role)}
              >
                {t('enlarge')}
              </Button>
            )}
          </div>
          <Scaled>
            <iframe
              ref={(element) => {
                elements.current[role] = element;
              }}
              src={frameAddress(role, stage.players[role].token)}
              title={t(`frame.${role}`)}
              // The pages play sound, and ask for no device.
              allow="autoplay; fullscreen"
              data-testid={`frame-${role}`}
            />
          </Scaled>
        </section>
      ))}
    </div>
  );
}

/** Draws a page as wide as there is room for, and gives it all the height. */
function Scaled({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = ref;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      const scale = current.clientWidth / pageWidth;
      current.style.setProperty('--scale', String(scale));
      current.style.setProperty('--page-height', `${current.clientHeight / scale}px`);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} className={styles['scaled']}>
      {children}
    </div>
  );
}
