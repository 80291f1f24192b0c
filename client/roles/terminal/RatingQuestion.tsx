import { Angry, Frown, Laugh, type LucideIcon, Meh, Smile } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { type Rating, ratings } from '#shared/contract/rating.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
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
                <Icon aria-hidden />
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

/** The same behind a quiet button, while the next matter is waited for. */
export function RatingDialog(props: TerminalProps) {
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(props.catalogue);
  const { rating } = props.view;
  if (rating === null) return null;
  const Icon = rating.rating === null ? Smile : faces[rating.rating];
  return (
    <ModalDialog
      title={t('rating.title')}
      trigger={
        <Button kind="quiet" size="large" icon={<Icon aria-hidden />} data-testid="openRating">
          {rating.rating === null ? t('rating.question', { agency: agencyShortName(rating.agencyId) }) : t('rating.thanks')}
        </Button>
      }
      isDismissable
      isWide
    >
      {(close) => (
        <>
          <RatingQuestion {...props} />
          <DialogActions>
            <Button kind="secondary" size="large" onPress={close}>
              {t('serviceRequests.close')}
            </Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}
