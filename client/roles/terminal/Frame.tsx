import { ArrowLeft, Hand, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { FootContext } from './InFoot.tsx';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

type Props = TerminalProps & {
  readonly screen: string;
  readonly onBack: (() => void) | null;
  readonly onStartOver: (() => void) | null;
  readonly children: ReactNode;
};

/** What is in the same place on every screen: title, languages, back and help. */
export function Frame({ roleClient, view, screen, onBack, onStartOver, children }: Props) {
  const { t, inLanguage } = useTexts('terminal');
  const { help } = view;
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  // Each screen begins at its top, wherever the last one was touched. In braces: newer browsers return a promise, which React would call.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [screen]);
  const frame = useRef<HTMLDivElement>(null);
  // Within one screen, these change which controls stand where.
  usePressGuard(frame, `${screen} ${screen === 'waiting' ? view.call?.state : ''} ${view.summons.length}`);
  const act = useRequest(roleClient);
  const helpText = help === null ? t('help.call') : help.answeredBy === null ? t('help.called') : t('help.coming', { name: help.answeredBy });
  return (
    <div ref={frame} className={styles['frame']} data-screen={screen}>
      <header className={styles['head']}>
        <div>
          <strong>{inLanguage(view.terminal.pointNames)}</strong>
          {view.visitNumber !== null && <span className={styles['visitNumber']}>{t('visitNumber', { number: view.visitNumber })}</span>}
        </div>
        <LanguageSwitcher size="normal" />
      </header>
      <main className={styles['main']} data-screen={screen}>
        <FootContext value={foot}>{children}</FootContext>
      </main>
      <footer className={styles['foot']}>
        <div className={styles['footSide']}>
          {onBack !== null && (
            <Button kind="secondary" size="large" icon={<ArrowLeft aria-hidden className={styles['mirrorInRtl'] ?? ''} />} onPress={onBack}>
              {t('back')}
            </Button>
          )}
          {onStartOver !== null && (
            <Button kind="quiet" size="large" icon={<RotateCcw aria-hidden />} onPress={onStartOver}>
              {t('startOver')}
            </Button>
          )}
        </div>
        <div ref={setFoot} className={styles['room']} />
        <Button
          kind="human"
          size="large"
          icon={<Hand aria-hidden />}
          aria-pressed={help !== null}
          data-testid="help"
          onPress={() => void act(help === null ? 'help:request' : 'help:cancel', {})}
        >
          <span role="status">{helpText}</span>
        </Button>
      </footer>
    </div>
  );
}
