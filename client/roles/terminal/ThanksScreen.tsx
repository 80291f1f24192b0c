import { Check, CircleCheck, Clock, Plus } from 'lucide-react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Card } from '#client/ui/Card.tsx';
import { Horizon } from '#client/ui/Horizon.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { MattersDialog } from './MattersDialog.tsx';
import { RatingQuestion } from './RatingQuestion.tsx';
import { ServiceRequestList } from './ServiceRequestList.tsx';
import type { TerminalProps } from './props.ts';
import styles from './ThanksScreen.module.css';

type Props = TerminalProps & {
  readonly call: Extract<TerminalCall, { state: 'ended' }>;
  /** Where the service is not open: when and how else it can be. */
  readonly onAnotherTime: (call: TerminalCall) => void;
  readonly onNextServiceRequest: () => void;
  readonly onFinish: () => void;
};

/** The end of one service request: how it was, what was done, and another one in the same visit or goodbye. */
export function ThanksScreen({ call, onAnotherTime, onNextServiceRequest, onFinish, ...props }: Props) {
  const { t } = useTexts('terminal');
  const { endedBy } = call;
  const isSentAway = endedBy === 'queueClosed';
  return (
    <div className={styles['bye']} data-ended-by={endedBy}>
      <section className={styles['hero']}>
        <div className={styles['view']}>
          <Horizon />
        </div>
        <div className={styles['title']}>
          {isSentAway ? <Clock aria-hidden /> : <CircleCheck aria-hidden data-good />}
          <div>
            <h1>{t(isSentAway ? 'thanks.closed' : 'thanks.title')}</h1>
            <HowItEnded {...props} call={call} />
          </div>
        </div>
      </section>
      <RatingQuestion {...props} />
      {props.view.serviceRequests.length > 0 && (
        <div className={styles['receipt']}>
          <Card>
            <ServiceRequestList {...props} tools={<MattersDialog {...props} />} />
          </Card>
        </div>
      )}
      <div className={styles['acts']}>
        {isSentAway && (
          <Button size="large" onPress={() => onAnotherTime(call)}>
            {t('thanks.anotherTime')}
          </Button>
        )}
        <Button kind="secondary" size="large" icon={<Plus aria-hidden />} onPress={onNextServiceRequest}>
          {t('thanks.next')}
        </Button>
        <Button kind={isSentAway ? 'secondary' : 'primary'} size="large" icon={<Check aria-hidden />} data-testid="finish" onPress={onFinish}>
          {t('thanks.finish')}
        </Button>
      </div>
    </div>
  );
}

/** Why it is over; and where the expert has sent the customer to the adviser, that somebody comes, and what for. */
function HowItEnded({ view: { help }, call: { endedBy } }: TerminalProps & Pick<Props, 'call'>) {
  const { t } = useTexts('terminal');
  if (help === null || help.reason === null) return <p className={styles['lead']}>{t(`thanks.${endedBy}`)}</p>;
  return (
    <div data-testid="toAdviser">
      <Notice kind="ring">
        {t(help.answeredBy === null ? 'thanks.toAdviser' : 'thanks.adviserComing', {
          name: help.answeredBy ?? '',
          reason: t(`thanks.adviserReason.${help.reason}`),
        })}
      </Notice>
    </div>
  );
}
