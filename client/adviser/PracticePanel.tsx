import { useState } from 'react';
import type { TerminalId } from '#shared/ids.ts';
import { type PracticeScenario, practiceScenarios, scenarios } from '#shared/practice/scenarios.ts';
import { Button } from '#client/components/Button.tsx';
import { Choice } from '#client/components/Choice.tsx';
import styles from '#client/connection/Connection.module.css';
import { useTexts } from '#client/i18n/index.ts';
import type { DeskProps } from './AdviserPage.tsx';

type Props = { readonly act: DeskProps['act']; readonly terminalId: TerminalId };

const surprises = practiceScenarios.filter((name) => name !== 'none');

/** Makes the practice call bad in a way that is chosen, or one that the adviser has to find out (F103). */
export function PracticePanel({ act, terminalId }: Props) {
  const { t } = useTexts('connection');
  const [chosen, setChosen] = useState<PracticeScenario>('none');
  const [isSurprise, setSurprise] = useState(false);
  const put = async (name: PracticeScenario, isHidden: boolean): Promise<void> => {
    const { network, device } = scenarios[name];
    if (!(await act('practice:setFaults', { terminalId, network, device }))) return;
    setChosen(name);
    setSurprise(isHidden);
  };
  return (
    <section data-testid="practice">
      <h3>{t('practice.title')}</h3>
      <p>{t(isSurprise ? 'practice.surprised' : 'practice.text')}</p>
      <div className={styles['choices']}>
        <Choice
          label={t('practice.fault')}
          value={isSurprise ? null : chosen}
          placeholder="…"
          testId="practiceFault"
          options={practiceScenarios.map((id) => ({ id, text: t(`practice.scenario.${id}`) }))}
          onChange={(name) => void put(name, false)}
        />
        <Button kind="secondary" onPress={() => void put(surprises[Math.floor(Math.random() * surprises.length)] ?? 'none', true)}>
          {t('practice.surprise')}
        </Button>
        {isSurprise && (
          <Button kind="secondary" onPress={() => setSurprise(false)}>
            {t('practice.reveal')}
          </Button>
        )}
      </div>
    </section>
  );
}
