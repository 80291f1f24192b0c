import i18next from 'i18next';
import { type ComponentType, useEffect, useLayoutEffect } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { useStore } from 'zustand';
import { changeLanguage } from '#client/app/i18n/index.ts';
import { type Mode, appearance, chooseAppearance, contrasts, sizes, themes } from '#client/ui/appearance.ts';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { AdministratorDesk } from './AdministratorDesk.tsx';
import { AdministratorSections } from './AdministratorSections.tsx';
import { AdministratorRecords } from './AdministratorRecords.tsx';
import { AdviserDesk } from './AdviserDesk.tsx';
import { Components } from './Components.tsx';
import { Controls } from './Controls.tsx';
import { ExpertDesk } from './ExpertDesk.tsx';
import { Fleet } from './Fleet.tsx';
import styles from './Gallery.module.css';
import { Segments } from '#client/ui/Segments.tsx';
import { Shown, askedBy, takeForm } from './shown.ts';
import { SignInScreens } from './SignInScreens.tsx';
import { SupervisorDesk } from './SupervisorDesk.tsx';
import { SupervisorWall } from './SupervisorWall.tsx';
import { TerminalScreens } from './TerminalScreens.tsx';

type SectionOf = { readonly Content: ComponentType; readonly mode?: Mode };

const sections: Readonly<Record<string, SectionOf>> = {
  controls: { Content: Controls },
  components: { Content: Components },
  terminal: { Content: TerminalScreens, mode: 'terminal' },
  expert: { Content: ExpertDesk },
  adviser: { Content: AdviserDesk },
  supervisor: { Content: SupervisorDesk },
  fleet: { Content: Fleet },
  signIn: { Content: SignInScreens },
  administrator: { Content: AdministratorDesk },
  administratorSections: { Content: AdministratorSections },
  administratorRecords: { Content: AdministratorRecords },
  wall: { Content: SupervisorWall, mode: 'wall' },
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

/** Components and screens in their states, from fixed data: /gallery, /gallery/terminal and so on; one of them alone with `?stage=…` (shown.ts). */
export default function GalleryPage() {
  const { section = 'components' } = useParams<{ section?: string }>();
  const asked = askedBy(useSearch());
  const { Content, mode = 'desk' } = sections[section] ?? { Content: Components };
  useLayoutEffect(() => takeForm(mode, asked), [mode]);
  useEffect(() => {
    if (asked.language !== null) changeLanguage(asked.language);
  }, [asked.language]);
  const content = (
    <Shown value={{ section, only: asked.stage, mode }}>
      <Content key={section} />
    </Shown>
  );
  if (asked.stage !== null) return content;
  return (
    <div className={styles['gallery']} data-section={section}>
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
      <div className={styles['stages']}>{content}</div>
    </div>
  );
}
