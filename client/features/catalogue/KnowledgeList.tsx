import { ExternalLink } from 'lucide-react';
import type { KnowledgeCard } from '#shared/contract/catalogue.ts';
import { safeLink } from '#shared/knowledge/link.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './KnowledgeList.module.css';

type Props = { readonly cards: readonly KnowledgeCard[]; readonly readMore: string };

/** What is good to know about a service (F59): one card is open, of several each opens by itself. */
export function KnowledgeList({ cards, readMore }: Props) {
  const { inLanguage, languageIn } = useTexts('common');
  return (
    <div className={styles['cards']} data-testid="knowledge">
      {cards.map(({ id, titles, texts, link }) => {
        const href = safeLink(link);
        return (
          <details key={id} open={cards.length === 1} className={styles['card']}>
            <summary lang={languageIn(titles)}>{inLanguage(titles)}</summary>
            <p lang={languageIn(texts)}>{inLanguage(texts)}</p>
            {href !== null && (
              <a href={href} target="_blank" rel="noopener noreferrer">
                <ExternalLink aria-hidden />
                <span>{readMore}</span>
              </a>
            )}
          </details>
        );
      })}
    </div>
  );
}
