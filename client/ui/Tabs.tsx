import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import styles from './Tabs.module.css';

export type TabItem<T extends string> = {
  readonly id: T;
  readonly title: ReactNode;
  readonly icon?: ReactNode;
  /** How many things in it are new. */
  readonly count?: number;
  readonly content: ReactNode;
};
type Props<T extends string> = {
  readonly label: string;
  readonly items: readonly TabItem<T>[];
  readonly selected: T;
  readonly onSelect: (id: T) => void;
};

/** The side panel's parts, one at a time; what is not shown stays as it was left. */
export function Tabs<T extends string>({ label, items, selected, onSelect }: Props<T>) {
  return (
    <AriaTabs
      className={styles['tabs'] ?? ''}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const chosen = items.find(({ id }) => id === key);
        if (chosen !== undefined) onSelect(chosen.id);
      }}
    >
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {items.map(({ id, title, icon, count = 0 }) => (
          <Tab key={id} id={id} className={styles['tab'] ?? ''} data-testid={`tab-${id}`}>
            {icon}
            <span>{title}</span>
            {count > 0 && <span className={styles['count']}>{count}</span>}
          </Tab>
        ))}
      </TabList>
      {items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles['panel'] ?? ''} shouldForceMount>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
