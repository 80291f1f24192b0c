import type { CallId, TerminalId } from '#shared/ids.ts';
import { type PracticeScenario, practiceScenarios, scenarios } from '#shared/practice/scenarios.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from './props.ts';
import styles from './PracticePanel.module.css';
import { usePractice } from './practice.ts';

type Props = { readonly act: DeskProps['act']; readonly terminalId: TerminalId; readonly callId: CallId };

const surprises = practiceScenarios.filter((name) => name !== 'none');

/** Makes the practice call bad in a way that is chosen, or one that the adviser has to find out (F103). */
export function PracticePanel({ act, terminalId, callId }: Props) {
  const { t } = useTexts('connection');
  const known = usePractice(({ fault }) => fault);
  const { scenario, isSurprise } = known?.callId === callId ? known : { scenario: 'none' as const, isSurprise: false };
  const put = async (name: PracticeScenario, isHidden: boolean): Promise<void> => {
    const { network, device } = scenarios[name];
    if (!(await act('practice:setFaults', { terminalId, network, device }))) return;
    usePractice.setState({ fault: { callId, scenario: name, isSurprise: isHidden } });
  };
  return (
    <Panel title={t('practice.title')} data-testid="practice">
      <p>{t(isSurprise ? 'practice.surprised' : 'practice.text')}</p>
      <div className={styles['choices']}>
        <Choice
          label={t('practice.fault')}
          value={isSurprise ? null : scenario}
          placeholder="…"
          testId="practiceFault"
          options={practiceScenarios.map((id) => ({ id, text: t(`practice.scenario.${id}`) }))}
          onChange={(name) => void put(name, false)}
        />
        <Button kind="secondary" onPress={() => void put(surprises[Math.floor(Math.random() * surprises.length)] ?? 'none', true)}>
          {t('practice.surprise')}
        </Button>
        {isSurprise && (
          <Button kind="secondary" onPress={() => usePractice.setState({ fault: { callId, scenario, isSurprise: false } })}>
            {t('practice.reveal')}
          </Button>
        )}
      </div>
    </Panel>
  );
}
