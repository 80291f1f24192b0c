import { BellRing, Hash, Video } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#client/components/Button.tsx';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

/** One touch starts. Whose number is called answers here. */
export function StartScreen({ face, view, catalogue, onStart, onNumber }: TerminalProps & { readonly onStart: () => void; readonly onNumber: () => void }) {
  const { t, inLanguage } = useTexts('terminal');
  const [error, setError] = useState<unknown>(null);
  return (
    <section className={styles['welcome']}>
      <h1>{t('start.title')}</h1>
      {view.summons.map(({ callId, number, agencyId }) => {
        const agency = catalogue.agencies.find(({ id }) => id === agencyId);
        return (
          <Button
            key={callId}
            size="large"
            icon={<BellRing aria-hidden size={36} />}
            data-testid="summons"
            onPress={() => void face.connection.request('callback:answer', { number }).catch(setError)}
          >
            <span role="status">{t('start.summons', { number, agency: agency ? inLanguage(agency.shortNames) : '' })}</span>
          </Button>
        );
      })}
      {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
      <p className={styles['lead']}>{t('start.text')}</p>
      <Button size="large" icon={<Video aria-hidden size={36} />} data-testid="start" onPress={onStart}>
        {t('start.begin')}
      </Button>
      <div className={styles['row']}>
        <Button kind="secondary" size="large" icon={<Hash aria-hidden />} onPress={onNumber}>
          {t('start.haveNumber')}
        </Button>
      </div>
      <p>{t('start.privacy')}</p>
    </section>
  );
}
