import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { type DraftKind, draftKinds, useDraft } from '#client/app/state/drafts.ts';

type Props = { readonly callId: CallId; readonly onTake: (text: string) => void };

/** What the expert was writing when the call ended and could not be sent any more. */
export function UnsentTexts(props: Props) {
  return draftKinds.map((kind) => <UnsentText key={kind} kind={kind} {...props} />);
}

function UnsentText({ callId, kind, onTake }: Props & { readonly kind: DraftKind }) {
  const { t } = useTexts('expert');
  const [text, setText] = useDraft(callId, kind);
  if (text.trim() === '') return null;
  const take = (): void => {
    onTake(text.trim());
    setText('');
  };
  return (
    <div data-testid="unsent">
      <Notice kind="warning">
        {t(`wrapUp.unsent.${kind}`)} “{text}”
      </Notice>
      <Button kind="secondary" onPress={take}>
        {t('wrapUp.takeUnsent')}
      </Button>
    </div>
  );
}
