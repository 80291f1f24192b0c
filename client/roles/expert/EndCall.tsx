import { ChevronDown, PhoneOff } from 'lucide-react';
import { adviserReasons } from '#shared/call/lifecycle.ts';
import { Button } from '#client/ui/Button.tsx';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './EndCall.module.css';
import type { CallProps } from './props.ts';

/** Ends the call; or ends it and sends the customer to the point's adviser, who is told why (F43). A colleague who was asked only leaves. */
export function EndCall({ act, call: { callId, askedBy } }: Pick<CallProps, 'act' | 'call'>) {
  const { t } = useTexts('expert');
  const end = (
    <Button kind="danger" icon={<PhoneOff aria-hidden />} onPress={() => void act('call:end', { callId })}>
      {t(askedBy === null ? 'call.end' : 'call.leave')}
    </Button>
  );
  if (askedBy !== null) return end;
  return (
    <div className={styles['split']}>
      {end}
      <MenuButton
        kind="danger"
        icon={<ChevronDown aria-hidden />}
        name={t('call.endOther')}
        testId="endOther"
        title={t('call.sendToAdviser')}
        acts={adviserReasons.map((reason) => ({
          id: reason,
          text: t(`call.adviserReason.${reason}`),
          onPress: () => void act('call:sendToAdviser', { callId, reason }),
        }))}
      />
    </div>
  );
}
