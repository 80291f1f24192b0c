import { type ReactNode, useContext, useLayoutEffect } from 'react';
import { type Mode, appearance } from '#client/ui/appearance.ts';
import { PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import styles from './Gallery.module.css';
import { Shown } from './shown.ts';

type Props = {
  readonly title: string;
  /** The mode in which it is drawn alone; the section's own without it. */
  readonly mode?: Mode;
  /** A whole page goes to the edges; a part of one stands in a frame. */
  readonly isPage?: boolean;
  readonly children: ReactNode;
};

/** One component or screen in one state, under its name, which leads to where it is drawn alone. Names are the code's own and so in no language. */
export function Stage(props: Props) {
  const { only } = useContext(Shown);
  if (only === null) return <Framed {...props} />;
  return only === props.title && <Alone {...props} />;
}

function Framed({ title, mode, isPage, children }: Props) {
  const { section, mode: sectionMode } = useContext(Shown);
  return (
    <section className={styles['stage']} data-stage={title} aria-label={title}>
      <h3 className={styles['name']} data-gallery>
        <a href={`/gallery/${section}?stage=${encodeURIComponent(title)}`}>{title}</a>
      </h3>
      <div className={styles['frame']} data-page={isPage ?? (mode ?? sectionMode) !== 'desk'}>
        <PartBoundary>{children}</PartBoundary>
      </div>
    </section>
  );
}

function Alone({ title, mode, isPage, children }: Props) {
  const { mode: sectionMode } = useContext(Shown);
  const own = mode ?? sectionMode;
  useLayoutEffect(() => appearance.setState({ mode: own }), [own]);
  return (
    <div className={styles['alone']} data-stage={title} data-page={isPage ?? own !== 'desk'}>
      <PartBoundary>{children}</PartBoundary>
    </div>
  );
}
