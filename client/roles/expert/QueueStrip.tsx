import { Hourglass, PanelLeftOpen } from 'lucide-react';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import type { DeskProps } from './props.ts';
import { longestWait } from './queueOrder.ts';
import styles from './QueueStrip.module.css';

/** The queue while one talks: how many wait, and how long the longest. */
export function QueueStrip({ roleClient, view, onUnfold }: DeskProps & { readonly onUnfold: () => void }) {
  const { t } = useTexts('expert');
  const longest = longestWait(view.queue, useNow(roleClient));
  return (
    <section className={styles['strip']} aria-label={t('queue.title')}>
      <Button
        kind="quiet"
        icon={<PanelLeftOpen aria-hidden className="turning" />}
        aria-label={t('queue.unfold')}
        data-testid="unfoldQueue"
        onPress={onUnfold}
      />
      <p>
        <b>{view.waiting}</b> {t('queue.inQueue')}
      </p>
      {longest !== null && (
        <p>
          <Hourglass aria-hidden />
          <strong>{Math.floor(longest / 60_000)} min</strong> {t('queue.longestWord')}
        </p>
      )}
    </section>
  );
}
