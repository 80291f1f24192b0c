import { Panel } from '#client/ui/Card.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from './props.ts';
import styles from './SideList.module.css';

/** What was done with numbers without the PIN in the last day, and by whom. */
export function NumberOverrides({ view }: DeskProps) {
  const { t, language } = useTexts('adviser');
  if (view.overrides.length === 0) return null;
  return (
    <Panel title={t('overrides.title')} data-testid="overrides">
      <ul className={styles['log']}>
        {view.overrides.map(({ at, byName, number, deed }) => (
          <li key={`${at}-${number}-${deed}`}>
            {clockTime(at, language, false)} {t(`overrides.${deed}`, { number, name: byName })}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
