import type { HealingStep } from '#shared/connection/pathPolicy.ts';
import { useTexts } from '#client/app/i18n/index.ts';

/** What is being tried to bring picture and sound back. Its texts are those that every page has loaded, since just now nothing can be. */
export function HealingText({ text, step }: { readonly text: string; readonly step: HealingStep | null }) {
  const { t } = useTexts('common');
  return (
    <span role="status" data-testid="healing" data-step={step ?? undefined}>
      {step === null ? text : `${text} ${t(`healing.${step}`)}`}
    </span>
  );
}
