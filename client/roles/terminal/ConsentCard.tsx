import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import type { OnRefused } from '#client/app/shell/useRequest.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './ConsentCard.module.css';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly testId: string;
  /** In a call the card stands beside the face, and mute and end stay within reach. */
  readonly isInCall: boolean;
  /** Sends the customer's word; a failure is shown, and the question stays. */
  readonly onAnswer: (isAgreed: boolean, onRefused: OnRefused) => Promise<unknown>;
};

/** Something that happens by the customer's word alone: it stays until it is answered, or nobody asks any more. Yes and no weigh the same. */
export function ConsentCard({ isInCall, ...asked }: Props) {
  if (isInCall) return <BesideFace {...asked} />;
  return (
    <ModalDialog isOpen isAlert title={asked.title} data-testid={asked.testId}>
      <Question {...asked} />
    </ModalDialog>
  );
}

type Asked = Omit<Props, 'isInCall'>;

function BesideFace(asked: Asked) {
  const card = useRef<HTMLElement>(null);
  const titleId = useId();
  usePressGuard(card, asked.title);
  // A screen reader says it at once, and the first key leads to an answer.
  useEffect(() => card.current?.focus(), []);
  return (
    <section ref={card} role="alertdialog" aria-labelledby={titleId} tabIndex={-1} className={styles['card']} data-testid={asked.testId}>
      <h2 id={titleId}>{asked.title}</h2>
      <Question {...asked} />
    </section>
  );
}

function Question({ children, yes, no, onAnswer }: Asked) {
  const { t } = useTexts('terminal');
  const [error, setError] = useState<unknown>(null);
  const answer = (isAgreed: boolean): void => void onAnswer(isAgreed, setError);
  return (
    <>
      {children}
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
      <div className={styles['answers']}>
        <Button kind="secondary" size="large" onPress={() => answer(false)}>
          {no}
        </Button>
        <Button kind="secondary" size="large" onPress={() => answer(true)}>
          {yes}
        </Button>
      </div>
    </>
  );
}
