import { ArrowLeft, Check, Hand, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '#client/app/i18n/index.ts';
import { Written } from '#client/app/i18n/Written.tsx';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { Button } from '#client/ui/Button.tsx';
import { comfort } from '#client/ui/comfort.ts';
import { Mark } from '#client/ui/Mark.tsx';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { ComfortButton, ComfortDialog } from './ComfortButton.tsx';
import { FootContext } from './InFoot.tsx';
import { KeysDock } from './KeysDock.tsx';
import { LanguageButton } from './Languages.tsx';
import { ListenButton } from './ListenButton.tsx';
import type { TerminalProps } from './props.ts';
import styles from './TerminalFrame.module.css';
import { useShape } from './useShape.ts';

type Props = TerminalProps & {
  readonly screen: string;
  readonly onBack: (() => void) | null;
  readonly onStartOver: (() => void) | null;
  /** Beside what is worked with, as the greeting is. */
  readonly aside?: ReactNode;
  /** At the foot's start, where there is no way back. */
  readonly footStart?: ReactNode;
  readonly children: ReactNode;
};

/** What is in the same place on every screen: where one is, languages and comfort, the way back, and help in its warm corner. */
export function TerminalFrame({ roleClient, view, screen, onBack, onStartOver, aside, footStart, children }: Props) {
  const { t } = useTexts('terminal');
  const frame = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  const [isComfortOpen, setComfortOpen] = useState(false);
  const tools = useRef<HTMLDivElement>(null);
  const shape = useShape();
  const isLow = useStore(comfort, (state) => state.isLow);
  useScreenBegins(screen, main);
  useFocusAfterComfort(isComfortOpen, tools);
  // Within one screen, these change which controls stand where.
  usePressGuard(frame, `${screen} ${screen === 'waiting' ? view.call?.state : ''} ${view.summons.length}`);
  // At the start, languages stand as words below the greeting.
  const shownTools = (
    <div ref={tools} className={styles['tools']}>
      <ListenButton screen={screen} />
      <ComfortButton onPress={() => setComfortOpen(true)} />
      {screen !== 'start' && <LanguageButton />}
    </div>
  );
  // On a tall kiosk the head is out of reach for who sits: its tools come down to the foot.
  const isFootReached = shape === 'kiosk' || isLow;
  return (
    <div ref={frame} className={styles['frame']} data-screen={screen}>
      <Head view={view}>{!isFootReached && shownTools}</Head>
      {aside !== undefined && (
        <div className={styles['aside']} data-read-aloud>
          {aside}
        </div>
      )}
      <main
        ref={main}
        className={styles['main']}
        data-screen={screen}
        data-read-aloud
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1)
        tabIndex={0}
      >
        <FootContext value={foot}>{children}</FootContext>
      </main>
      <KeysDock key={screen} />
      <ComfortDialog isOpen={isComfortOpen} onOpenChange={setComfortOpen} />
      <footer className={styles['foot']}>
        {onBack !== null && (
          <Button kind="secondary" size="large" icon={<ArrowLeft aria-hidden className="turning" />} onPress={onBack}>
            {t('back')}
          </Button>
        )}
        {footStart}
        {/* On a kiosk there is no room for both, and the way back ends at the start too. */}
        {onStartOver !== null && (shape === 'landscape' || onBack === null) && (
          <Button kind="quiet" size="large" icon={<RotateCcw aria-hidden />} onPress={onStartOver}>
            {t('startOver')}
          </Button>
        )}
        {isFootReached && shownTools}
        <div ref={setFoot} className={styles['room']} />
        <HelpButton roleClient={roleClient} help={view.help} />
      </footer>
    </div>
  );
}

/** Each screen begins at its top, with its name in the page's title, and with the focus in it. */
function useScreenBegins(screen: string, main: { readonly current: HTMLElement | null }): void {
  const { t } = useTexts('terminal');
  const title = t(`pageTitle.${screen}`);
  useEffect(() => {
    document.title = title;
  }, [title]);
  const last = useRef(screen);
  useEffect(() => {
    window.scrollTo(0, 0);
    main.current?.scrollTo(0, 0);
    if (last.current === screen) return;
    last.current = screen;
    // What was pressed is gone; a screen that begins in a field or at a button has taken the focus already.
    if (main.current?.contains(document.activeElement) === false) main.current.focus({ preventScroll: true });
  }, [screen, main]);
}

/** The button that opened the comforts may stand elsewhere when they close: what was chosen there moves it. */
function useFocusAfterComfort(isOpen: boolean, tools: { readonly current: HTMLElement | null }): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (hasClosed) tools.current?.querySelector<HTMLElement>('[data-comfort]')?.focus({ preventScroll: true });
  }, [isOpen, tools]);
}

function Head({ view, children }: { readonly view: TerminalProps['view']; readonly children: ReactNode }) {
  const { t } = useTexts('terminal');
  const { terminal, visitNumber } = view;
  return (
    <header className={styles['head']}>
      <Mark />
      <p className={styles['point']}>
        <strong>
          <Written texts={terminal.pointNames} />
        </strong>
        <small>{visitNumber === null ? <Written texts={terminal.names} /> : t('visitNumber', { number: visitNumber })}</small>
      </p>
      {children}
    </header>
  );
}

/** A person comes; who, as soon as somebody has answered. */
function HelpButton({ roleClient, help }: Pick<TerminalProps, 'roleClient'> & { readonly help: TerminalProps['view']['help'] }) {
  const { t } = useTexts('terminal');
  const act = useRequest(roleClient);
  const text = help === null ? t('help.call') : help.answeredBy === null ? t('help.called') : t('help.coming', { name: help.answeredBy });
  return (
    <div className={styles['help']}>
      <Button
        kind="human"
        size="large"
        icon={
          <span className={styles['hand']} aria-hidden>
            {help === null ? <Hand /> : <Check />}
          </span>
        }
        aria-pressed={help !== null}
        data-testid="help"
        onPress={() => void act(help === null ? 'help:request' : 'help:cancel', {})}
      >
        <span role="status">{text}</span>
      </Button>
    </div>
  );
}
