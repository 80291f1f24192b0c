import type { ConnectionHistory } from '#shared/contract/connection.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './Connection.module.css';
import { legKey } from './historyRows.ts';
import { qualityText, pathText, whoText } from './legTexts.ts';

/** Which way each one's media takes, and how much of the picture is sent, at the newest look. */
export function PathLines({ legs }: Pick<ConnectionHistory, 'legs'>) {
  const { t, language } = useTexts('connection');
  const lines = legs.flatMap((leg) => {
    const look = leg.points.findLast(({ figures }) => figures.protocol !== null || figures.candidateType !== null)?.figures;
    const way = look === undefined ? null : pathText(t, look);
    if (look === undefined || way === null) return [];
    return [{ key: legKey(leg), text: t('path.now', { who: whoText(t, leg), way, quality: qualityText(t, language, look) }) }];
  });
  if (lines.length === 0) return null;
  return (
    <ul className={styles['quality']} aria-label={t('path.label')} data-testid="paths">
      {lines.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  );
}
