import { useEffect, useState } from 'react';
import type { SelfTest } from '#shared/contract/selfTest.ts';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { SelfTestSteps } from '#client/features/selfTest/SelfTestSteps.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from './props.ts';
import styles from './SelfTestHistory.module.css';

/** The terminal's last self-test, those before it, and all details to take along for support (F13). */
export function SelfTestHistory({ roleClient, terminal }: Pick<DeskProps, 'roleClient'> & { readonly terminal: AdviserTerminal }) {
  const { t, language } = useTexts('connection');
  const [tests, setTests] = useState<readonly SelfTest[]>([]);
  const { read, notice } = useNotedRequest(roleClient);
  const { terminalId, selfTest } = terminal;
  const lastAt = selfTest?.at ?? null;
  useEffect(() => {
    if (lastAt === null) return;
    void read('selfTest:history', { terminalId }).then((reply) => reply !== null && setTests(reply.tests));
  }, [read, terminalId, lastAt]);
  if (selfTest === null) return null;
  const download = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify({ terminalId, tests }, null, 2))}`;
  return (
    <Panel title={t('selfTest.last', { time: clockTime(selfTest.at, language, true) })} data-testid="selfTestHistory" data-verdict={selfTest.verdict}>
      <p>{t(`selfTest.verdict.${selfTest.verdict}`)}</p>
      <SelfTestSteps steps={selfTest.steps} />
      {notice}
      <details>
        <summary>{t('selfTest.earlier')}</summary>
        <ul>
          {tests.slice(1).map(({ at, verdict }) => (
            <li key={at}>
              {clockTime(at, language, true)}: {t(`selfTest.verdict.${verdict}`)}
            </li>
          ))}
        </ul>
      </details>
      <a className={styles['download']} href={download} download={`${terminalId}.json`}>
        {t('selfTest.download')}
      </a>
    </Panel>
  );
}
