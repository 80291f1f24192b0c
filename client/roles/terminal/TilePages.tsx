import { ListPlus, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { tilePages } from '#shared/catalogue/pages.ts';
import { IconPlate } from '#client/features/catalogue/AgencyIcon.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { AgencyTile } from './AgencyTile.tsx';
import styles from './TilePages.module.css';

type Props<T> = {
  readonly kind: 'agencies' | 'services';
  readonly items: readonly T[];
  readonly atOnce: number;
  readonly children: (item: T) => ReactNode;
  /** Stands last on every page. */
  readonly last?: ReactNode;
};

/** Tiles that never need scrolling: what does not fit is behind the last one. */
export function TilePages<T extends { readonly id: string }>({ kind, items, atOnce, children, last }: Props<T>) {
  const { t } = useTexts('terminal');
  const [turned, setTurned] = useState(0);
  const pages = tilePages(items, atOnce);
  // There may be fewer by now than there were.
  const at = turned % pages.length;
  const page = pages[at];
  const isLast = at === pages.length - 1;
  return (
    <ul className={styles['tiles']} data-kind={kind} data-page={at}>
      {page?.items.map((item) => (
        <li key={item.id}>{children(item)}</li>
      ))}
      {page?.hasMore === true && (
        <li>
          <AgencyTile
            icon={<IconPlate Icon={isLast ? Undo2 : ListPlus} hue="action" isSmall={kind === 'services'} />}
            title={t(isLast ? 'more.first' : 'more.title')}
            text={t('more.page', { page: at + 1, of: pages.length })}
            isWayOn
            testId="more"
            onPress={() => setTurned(at + 1)}
          />
        </li>
      )}
      {last !== undefined && <li className={styles['last']}>{last}</li>}
    </ul>
  );
}
