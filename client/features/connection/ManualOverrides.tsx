import type { MediaSettings } from '#shared/contract/views/index.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { remoteActionText } from './remoteActionText.ts';

/** A path or a quality that somebody has chosen, so that it is not forgotten; nothing while the page chooses. */
export function ManualOverrides({ settings }: { readonly settings: MediaSettings | null }) {
  const { t } = useTexts('connection');
  if (settings === null) return null;
  const { quality, pathPolicy } = settings;
  const chosen = [
    ...(pathPolicy === 'any' ? [] : [remoteActionText(t, { remoteAction: 'setPath', policy: pathPolicy })]),
    ...(quality === 'auto' ? [] : [remoteActionText(t, { remoteAction: 'setQuality', quality })]),
  ];
  if (chosen.length === 0) return null;
  return (
    <div data-testid="mediaControls">
      <Notice>{t('remoteActions.mediaControls', { what: chosen.join(' · ') })}</Notice>
    </div>
  );
}
