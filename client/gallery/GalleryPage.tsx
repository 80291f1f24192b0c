import i18next from 'i18next';
import type { ComponentType } from 'react';
import { Link, useParams } from 'wouter';
import { useStore } from 'zustand';
import { appearance, chooseAppearance, contrasts, sizes, themes } from '#client/ui/appearance.ts';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { AdviserDesk } from './AdviserDesk.tsx';
import { Components } from './Components.tsx';
import { Controls } from './Controls.tsx';
import { ExpertDesk } from './ExpertDesk.tsx';
import styles from './Gallery.module.css';
import { Segments } from '#client/ui/Segments.tsx';
import { SupervisorDesk } from './SupervisorDesk.tsx';
import { TerminalScreens } from './TerminalScreens.tsx';

const sections: Readonly<Record<string, ComponentType>> = {
  controls: Controls,
  components: Components,
  terminal: TerminalScreens,
  expert: ExpertDesk,
  adviser: AdviserDesk,
  supervisor: SupervisorDesk,
};

// A key without a text is drawn as itself, which is easily overlooked.
i18next.options.saveMissing = true;
i18next.on('missingKey', (languages, _namespace, key) => console.error(`no text in ${languages.join(', ')} for ${key}`));

const named = <T extends string>(ids: readonly T[]) => ids.map((id) => ({ id, text: id }));

/** Every form that a page can have. */
function Appearance() {
  const { theme, contrast, size } = useStore(appearance, (state) => state.choices);
  return (
    <>
      <Segments label="Theme" value={theme ?? 'light'} options={named(themes)} onChange={(next) => chooseAppearance({ theme: next })} />
      <Segments label="Contrast" value={contrast ?? 'normal'} options={named(contrasts)} onChange={(next) => chooseAppearance({ contrast: next })} />
      <Segments label="Text size" value={size} options={named(sizes)} onChange={(next) => chooseAppearance({ size: next })} />
    </>
  );
}

/** Components and screens in their states, from fixed data: /gallery, /gallery/terminal and so on. */
export default function GalleryPage() {
  const { section = 'components' } = useParams<{ section?: string }>();
  const Section = sections[section] ?? Components;
  return (
    <div className={styles['gallery']}>
      <header className={styles['head']}>
        <nav className={styles['head']} aria-label="Gallery">
          {Object.keys(sections).map((name) => (
            <Link key={name} href={`/gallery/${name}`} aria-current={name === section ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <LanguageSwitcher />
        <Appearance />
      </header>
      <div className={styles['stages']} data-section={section}>
        <Section key={section} />
      </div>
    </div>
  );
}
