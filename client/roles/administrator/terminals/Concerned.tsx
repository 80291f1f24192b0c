import type { FleetTerminal } from '#shared/fleet/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Notice } from '#client/ui/Notice.tsx';

/** Whom it would cut off: said before it is done. */
export function Concerned({ terminal: { concerned } }: { readonly terminal: FleetTerminal }) {
  const { t } = useTexts('fleet');
  const { calls, waiting } = concerned;
  return (
    <div role="status" data-testid="concerned">
      {calls + waiting === 0 ? (
        <p>{t('concerned.nobody')}</p>
      ) : (
        <Notice kind="warning">
          {calls > 0 && <p>{t('concerned.call')}</p>}
          {waiting > 0 && <p>{t('concerned.waiting', { count: waiting })}</p>}
        </Notice>
      )}
    </div>
  );
}
