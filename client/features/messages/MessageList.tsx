import { MessageCircle } from 'lucide-react';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { Message } from '#shared/messages/contract.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Messages.module.css';

type Props = {
  readonly messages: readonly Message[];
  readonly catalogue: Catalogue; /** Whether it is the customer who reads it, or who sends. */
  readonly reader: 'customer' | 'staff';
};

/**
 * Lines to a customer who waits, newest first. The log is there before its first line is, so that screen readers say each line once, when it comes;
 * a line and its time never change.
 */
export function MessageList({ messages, catalogue, reader }: Props) {
  const { t } = useTexts('messages');
  return (
    <div
      role="log"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1)
      tabIndex={messages.length > 1 ? 0 : undefined}
      aria-label={t(reader === 'customer' ? 'received' : 'shownNow')}
      className={styles['log']}
      data-testid="messages"
    >
      {messages.length > 0 && (
        <ol>
          {messages.map((message) => (
            <li key={message.messageId} data-testid="message">
              <MessageCircle aria-hidden />
              <Line message={message} catalogue={catalogue} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** A phrase in the reader's language; a text in its own, which is named where it is not the reader's. */
function Line({ message: { content, sender, sentAt }, catalogue }: { readonly message: Message; readonly catalogue: Catalogue }) {
  const { t, language, inLanguage } = useTexts('messages');
  const { agencyShortName, ownWord } = useCatalogueTexts(catalogue);
  const place = sender.role === 'adviser' ? inLanguage(sender.pointNames) : agencyShortName(sender.agencyId);
  const own = sender.role === 'expert' ? ownWord(sender.agencyId, 'expert') : null;
  return (
    <div>
      <p className={styles['text']}>
        {content.kind === 'phrase' ? (
          t(`phrase.${content.phrase}`)
        ) : (
          <span lang={content.language} dir="auto">
            {content.text}
          </span>
        )}
      </p>
      <p className={styles['sender']}>
        {own === null ? t(`from.${sender.role}`, { place }) : `${own}, ${place}`} · {clockTime(sentAt, language, false)}
        {content.kind === 'text' && content.language !== language && (
          <>
            {' · '}
            <span lang={content.language}>{languageName(content.language)}</span>
          </>
        )}
      </p>
    </div>
  );
}
