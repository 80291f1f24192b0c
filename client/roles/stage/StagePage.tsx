import { RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import type { DemoStage, StageRole } from '#shared/contract/http.ts';
import { Button } from '#client/ui/Button.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { Mark } from '#client/ui/Mark.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Frames } from './Frames.tsx';
import styles from './Stage.module.css';
import { TourPanel } from './TourPanel.tsx';
import { stepOf } from './tour.ts';
import { useStage } from './useStage.ts';
import { type FrameElements, useTour } from './useTour.ts';

/** The demo's stage: terminal, expert and adviser side by side, each live, and a tour through a whole visit. */
export default function StagePage() {
  const { t, language } = useTexts('stage');
  const { stage, error, again } = useStage(language);
  const restart = (
    <Button kind="secondary" icon={<RotateCcw aria-hidden />} data-testid="again" onPress={again}>
      {t('again')}
    </Button>
  );
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <Mark />
        <h1>{t('title')}</h1>
        <Link href="/">{t('leave')}</Link>
        <span className={styles['space']} />
        <LanguageSwitcher />
        {restart}
      </header>
      <main className={styles['main']}>
        {error !== null && (
          <Notice kind="warning" action={restart}>
            {errorText(t, error)}
          </Notice>
        )}
        {stage === null ? error === null && <Loading /> : <Play key={stage.players.terminal.token} stage={stage} onAgain={again} />}
      </main>
    </div>
  );
}

/** A visit with these three. */
function Play({ stage, onAgain }: { readonly stage: DemoStage; readonly onAgain: () => void }) {
  const { t, language } = useTexts('stage');
  const elements = useRef<FrameElements>({});
  const guide = useTour(elements, stage, language);
  const { role, id } = stepOf(guide.tour);
  // What the tour is about is large, until the viewer wants to see something else in this step.
  const [chosen, setChosen] = useState<{ readonly id: string; readonly role: StageRole } | null>(null);
  return (
    <>
      {guide.isOver ? <Notice kind="warning">{t('over')}</Notice> : <TourPanel guide={guide} onAgain={onAgain} />}
      <Frames
        stage={stage}
        elements={elements}
        large={chosen?.id === id ? chosen.role : role}
        pointed={guide.isReady ? role : null}
        onEnlarge={(enlarged) => setChosen({ id, role: enlarged })}
      />
    </>
  );
}
