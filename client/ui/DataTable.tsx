import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

export type Column = { readonly id: string; readonly title: ReactNode; readonly isFigure?: boolean };
export type TableRow = {
  readonly id: string;
  /** One cell a column, in the columns' order; the first names the row. */
  readonly cells: readonly ReactNode[];
  readonly isTotal?: boolean;
  readonly testId?: string;
  /** What the row is like, such as `data-state`. */
  readonly data?: Readonly<Record<`data-${string}`, string | boolean>>;
};
type Props = { readonly caption: string; readonly columns: readonly Column[]; readonly rows: readonly TableRow[]; readonly empty: ReactNode };

/** Rows of figures and words. A wide one scrolls in itself, by keys too. */
export const DataTable = ({ caption, columns, rows, empty }: Props) =>
  rows.length === 0 ? (
    <div className={styles['empty']}>{empty}</div>
  ) : (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1)
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, isFigure = false }) => (
              <th key={id} scope="col" data-figure={isFigure || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells, isTotal = false, testId, data }) => (
            <tr key={id} {...data} data-total={isTotal || undefined} data-testid={testId}>
              {columns.map(({ id: column, isFigure = false }, at) =>
                at === 0 ? (
                  <th key={column} scope="row">
                    {cells[at]}
                  </th>
                ) : (
                  <td key={column} data-figure={isFigure || undefined}>
                    {cells[at]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

/** A share of something as a bar; the figure stands beside it in words. */
export const Bar = ({ share }: { readonly share: number }) => (
  <span className={styles['bar']} aria-hidden>
    <i style={{ inlineSize: `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` }} />
  </span>
);
