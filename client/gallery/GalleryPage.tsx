import i18next from 'i18next';
import type { ComponentType } from 'react';
import { Link, useParams } from 'wouter';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { AdviserDesk } from './AdviserDesk.tsx';
import { Components } from './Components.tsx';
import { ExpertDesk } from './ExpertDesk.tsx';
import styles from './Gallery.module.css';
import { SupervisorDesk } from './SupervisorDesk.tsx';
import { TerminalScreens } from './TerminalScreens.tsx';

const sections: Readonly<Record<string, ComponentType>> = {
  components: Components,
  terminal: TerminalScreens,
  expert: ExpertDesk,
  adviser: AdviserDesk,
  supervisor: SupervisorDesk,
};

// A key without a text is drawn as itself, which is easily overlooked.
i18next.options.saveMissing = true;
i18next.on('missingKey', (languages, _namespace, key) => console.error(`no text in ${languages.join(', ')} for ${key}`));

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
      </header>
      <div className={styles['stages']} data-section={section}>
        <Section key={section} />
      </div>
    </div>
  );
}
