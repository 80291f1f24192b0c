import { UserRound } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { adviserReasons } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';

/** Ends the call and sends the customer to the point's adviser, who is told why (F43). */
export function EndToAdviser({ act, callId }: Pick<DeskProps, 'act'> & { readonly callId: CallId }) {
  const { t } = useTexts('expert');
  return (
    <MenuTrigger>
      <Button kind="secondary" icon={<UserRound aria-hidden />}>
        {t('call.sendToAdviser')}
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <Menu
          onAction={(key) => {
            const reason = adviserReasons.find((one) => one === key);
            if (reason !== undefined) void act('call:sendToAdviser', { callId, reason });
          }}
        >
          {adviserReasons.map((reason) => (
            <MenuItem key={reason} id={reason} className={styles['menuItem'] ?? ''}>
              {t(`call.adviserReason.${reason}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
