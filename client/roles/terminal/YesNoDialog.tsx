import { type ReactNode, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import type { OnRefused } from '#client/app/shell/useRequest.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly testId: string;
  /** Sends the customer's word; a failure is shown, and the question stays. */
  readonly onAnswer: (isAgreed: boolean, onRefused: OnRefused) => Promise<unknown>;
};

/** Something that happens by the customer's word alone: it stays on the screen until it is answered, or nobody asks any more. */
export function YesNoDialog({ title, children, yes, no, testId, onAnswer }: Props) {
  const { t } = useTexts('terminal');
  const [error, setError] = useState<unknown>(null);
  const answer = (isAgreed: boolean): void => void onAnswer(isAgreed, setError);
  return (
    <ModalDialog isOpen isAlert title={title} data-testid={testId}>
      {children}
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
      <DialogActions>
        <Button kind="secondary" size="large" onPress={() => answer(false)}>
          {no}
        </Button>
        <Button size="large" onPress={() => answer(true)}>
          {yes}
        </Button>
      </DialogActions>
    </ModalDialog>
  );
}
