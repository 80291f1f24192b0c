import { useStore } from 'zustand';
import { useTexts } from '#client/app/i18n/index.ts';
import { chooseComfort, comfort } from '#client/ui/comfort.ts';
import { Switch } from '#client/ui/Switch.tsx';

/** Whether the terminal gives signals by sound. */
export function SignalSwitch() {
  const { t } = useTexts('terminal');
  const hasSounds = useStore(comfort, (state) => state.hasSounds);
  return (
    <Switch isOn={hasSounds} onChange={(isOn) => chooseComfort({ hasSounds: isOn })}>
      {t('signals')}
    </Switch>
  );
}
