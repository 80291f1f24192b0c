import { toast } from 'sonner';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { CallId } from '#shared/ids.ts';
import { type Language, spokenOf, textIn } from '#shared/language.ts';
import { type Message, type MessageContent, messagePhrases } from '#shared/messages/contract.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { FreeText } from './FreeText.tsx';
import { MessageList } from './MessageList.tsx';
import styles from './Messages.module.css';
import { useMessageId } from './useMessageId.ts';

type Props = {
  readonly act: ActOf<'message:send'>;
  readonly catalogue: Catalogue;
  readonly callId: CallId;
  /** The customer's. */
  readonly language: Language;
  /** What the customer sees already. */
  readonly messages: readonly Message[];
  /** Where the sender works, the agency of the service or the point, may have ready messages of its own (F9, F102). */
  readonly sender: { readonly serviceId: string } | { readonly pointId: string };
};

/** The ready messages of the sender's own, each in the customer's language as far as it is there. */
function ownMessages({ agencies, points }: Catalogue, sender: Props['sender'], language: Language): readonly Extract<MessageContent, { kind: 'text' }>[] {
  const owner =
    'serviceId' in sender
      ? agencies.find(({ services }) => services.some(({ id }) => id === sender.serviceId))
      : points.find(({ id }) => id === sender.pointId);
  return (owner?.readyMessages ?? []).map(({ texts }) => {
    const found = textIn(texts, [language]);
    return { kind: 'text', text: found.text, language: spokenOf(found.language) };
  });
}

/** Sends the waiting customer a ready phrase, by one press, or a text. */
export function MessageDialog(props: Props) {
  const { t } = useTexts('messages');
  return (
    <ModalDialog
      title={t('title')}
      trigger={
        <Button kind="quiet" data-testid="openMessage">
          {t('open')}
        </Button>
      }
      isDismissable
      data-testid="messageDialog"
    >
      {(close) => <Content {...props} onClose={close} />}
    </ModalDialog>
  );
}

function Content({ act, catalogue, callId, language, messages, sender, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTexts('messages');
  const idOf = useMessageId();
  const own = ownMessages(catalogue, sender, language);
  const send = async (content: MessageContent): Promise<void> => {
    if (!(await act('message:send', { callId, messageId: idOf(content), content }))) return;
    toast(t('sent'));
    onClose();
  };
  return (
    <>
      <p>{t('seenByAll')}</p>
      <MessageList messages={messages} catalogue={catalogue} reader="staff" />
      <section className={styles['section']} aria-labelledby="phrases-title">
        <h3 id="phrases-title">{t('phrases', { language: languageName(language) })}</h3>
        <ul className={styles['phrases']}>
          {messagePhrases.map((phrase) => (
            <li key={phrase}>
              <Button kind="secondary" onPress={() => void send({ kind: 'phrase', phrase })}>
                {t(`phrase.${phrase}`)}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      {own.length > 0 && (
        <section className={styles['section']} aria-labelledby="ready-title" data-testid="readyMessages">
          <h3 id="ready-title">{t('ready')}</h3>
          <ul className={styles['phrases']}>
            {own.map((content) => (
              <li key={JSON.stringify(content)}>
                <Button kind="secondary" onPress={() => void send(content)}>
                  {content.text}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <FreeText callLanguage={language} onSend={(content) => void send(content)} />
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('cancel')}
        </Button>
      </DialogActions>
    </>
  );
}
