import { Angry, Frown, Laugh, type LucideIcon, Meh, Smile } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { type Feeling, feelings } from '#shared/contract/feeling.ts';
import { useAct } from '#client/components/useAct.ts';
import { useTexts } from '#client/i18n/index.ts';
import type { TerminalProps } from './props.ts';
import styles from './Feeling.module.css';

const faces: Record<Feeling, LucideIcon> = { 1: Angry, 2: Frown, 3: Meh, 4: Smile, 5: Laugh };

/** How the visit's last call was, by one touch; nobody has to answer, and one may think again (F92). */
export function FeelingQuestion({ face, view: { rating }, catalogue }: TerminalProps) {
  const { t, inLanguage } = useTexts('terminal');
  const act = useAct(face, 'terminal');
  if (rating === null) return null;
  const { callId, agencyId, feeling } = rating;
  const agency = catalogue.agencies.find(({ id }) => id === agencyId);
  const choose = (value: string): void => {
    const chosen = feelings.find((one) => String(one) === value);
    if (chosen !== undefined) void act('call:rate', { callId, feeling: chosen });
  };
  return (
    <div className={styles['question']} data-testid="feeling" data-feeling={feeling}>
      <RadioGroup value={feeling === null ? null : String(feeling)} onChange={choose} orientation="horizontal">
        <Label className={styles['label'] ?? ''}>{agency && t('feeling.question', { agency: inLanguage(agency.shortNames) })}</Label>
        <div className={styles['faces']}>
          {feelings.map((one) => {
            const Icon = faces[one];
            return (
              <Radio key={one} value={String(one)} className={styles['face'] ?? ''}>
                <Icon aria-hidden size={40} />
                {t(`feeling.${one}`)}
              </Radio>
            );
          })}
        </div>
      </RadioGroup>
      <p role="status">{feeling === null ? '' : t('feeling.thanks')}</p>
    </div>
  );
}
