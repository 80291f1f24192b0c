import { Angry, Frown, Laugh, type LucideIcon, Meh, Smile } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { type Rating, ratings } from '#shared/contract/rating.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { TerminalProps } from './props.ts';
import styles from './Rating.module.css';

const faces: Record<Rating, LucideIcon> = { 1: Angry, 2: Frown, 3: Meh, 4: Smile, 5: Laugh };

/** How the visit's last call was, by one touch; nobody has to answer, and one may think again (F92). */
export function RatingQuestion({ roleClient, view: { rating }, catalogue }: TerminalProps) {
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const act = useRequest(roleClient);
  if (rating === null) return null;
  const { callId, agencyId, rating: given } = rating;
  const choose = (value: string): void => {
    const chosen = ratings.find((one) => String(one) === value);
    if (chosen !== undefined) void act('call:rate', { callId, rating: chosen });
  };
  return (
    <div className={styles['question']} data-testid="rating" data-rating={given}>
      <RadioGroup value={given === null ? null : String(given)} onChange={choose} orientation="horizontal">
        <Label className={styles['label'] ?? ''}>{t('rating.question', { agency: agencyShortName(agencyId) })}</Label>
        <div className={styles['faces']}>
          {ratings.map((one) => {
            const Icon = faces[one];
            return (
              <Radio key={one} value={String(one)} className={styles['face'] ?? ''}>
                <Icon aria-hidden size={40} />
                {t(`rating.${one}`)}
              </Radio>
            );
          })}
        </div>
      </RadioGroup>
      <p role="status">{given === null ? '' : t('rating.thanks')}</p>
    </div>
  );
}
