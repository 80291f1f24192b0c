import { causeOf } from '#shared/connection/findings.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useSustained } from '#client/ui/useSustained.ts';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';

type Props = Pick<DeskProps, 'roleClient' | 'catalogue'> & { readonly call: NonNullable<DeskProps['view']['call']> };

/** Video is given so much time to heal before the telephone is named. */
const patienceMs = 10_000;

/** What stands at the customer's connection (F54), and how to go on by telephone when video does not get through (F57). */
export function CustomerConnection({ roleClient, catalogue, call }: Props) {
  const { t } = useTexts('expert');
  const isHealing = useMedia(roleClient).connection === 'healing';
  const { terminalFindings, terminalPresence, pointId } = call;
  const isStopped = isHealing || terminalPresence.state === 'lost' || terminalFindings.some(({ code }) => causeOf(code).rank === 'stops');
  const phone = catalogue.points.find(({ id }) => id === pointId)?.phone;
  const shown = terminalFindings.filter(({ code }) => causeOf(code).rank !== 'notes');
  const isLong = useSustained(isStopped, patienceMs);
  return (
    <div className={styles['customerConnection']}>
      {isLong && phone !== undefined && (
        <Notice kind="warning">
          {t('phone.text')}{' '}
          <a href={`tel:${phone.replaceAll(' ', '')}`} data-testid="phone">
            {phone}
          </a>
        </Notice>
      )}
      {shown.length > 0 && <FindingList findings={shown.map((finding) => ({ ...finding, leg: 'terminal' as const }))} />}
    </div>
  );
}
