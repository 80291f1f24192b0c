import { useStore } from 'zustand';
import { useLanguages, useTexts } from '#client/app/i18n/index.ts';
import { appearance, chooseAppearance, sizes } from './appearance.ts';
import styles from './Comfort.module.css';
import { chooseComfort, comfort } from './comfort.ts';
import { Segments } from './Segments.tsx';
import { Switch } from './Switch.tsx';

/** How one sees, reaches and hears the page best. Each of them shows at once, and is forgotten at the end of the visit. */
export default function Comfort() {
  const { t } = useTexts('common');
  const { contrast, size } = useStore(appearance, (state) => state.choices);
  const { isLow, hasSounds } = useStore(comfort);
  const { simpleName, isSimple, chooseSimple } = useLanguages();
  return (
    <div className={styles['comfort']}>
      <Segments
        label={t('comfort.size')}
        isLabelSeen
        value={size}
        options={sizes.map((id) => ({ id, text: t(`comfort.sizes.${id}`) }))}
        onChange={(next) => chooseAppearance({ size: next })}
      />
      {simpleName !== null && (
        <Switch isOn={isSimple} onChange={chooseSimple}>
          <span data-testid="simpleLanguage">{simpleName}</span>
        </Switch>
      )}
      <Switch isOn={contrast === 'more'} onChange={(isOn) => chooseAppearance({ contrast: isOn ? 'more' : 'normal' })}>
        {t('comfort.contrast')}
      </Switch>
      <Switch isOn={isLow} onChange={(isOn) => chooseComfort({ isLow: isOn })}>
        {t('comfort.reach')}
      </Switch>
      <Switch isOn={hasSounds} onChange={(isOn) => chooseComfort({ hasSounds: isOn })}>
        {t('comfort.sounds')}
      </Switch>
      <p className={styles['forgotten']}>
        {t('comfort.forgotten')} {t('comfort.statement', { address: `${window.location.host}/accessibility` })}
      </p>
    </div>
  );
}
