import { useStore } from 'zustand';
import { useTexts } from '#client/app/i18n/index.ts';
import { Switch } from '#client/ui/Switch.tsx';
import { signalChoice } from './signals.ts';

/** Whether the terminal gives signals by sound. */
export function SignalSwitch() {
  const { t } = useTexts('terminal');
  const { isOn } = useStore(signalChoice);
  return (
    <Switch isOn={isOn} onChange={(next) => signalChoice.setState({ isOn: next })}>
      {t('signals')}
    </Switch>
  );
}
