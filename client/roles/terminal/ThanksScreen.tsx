import { CircleCheck, Clock } from 'lucide-react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { RatingQuestion } from './RatingQuestion.tsx';
import { ServiceRequestList } from './ServiceRequestList.tsx';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

type Props = TerminalProps & {
  readonly call: Extract<TerminalCall, { state: 'ended' }>;
  /** Where the service is not open: when and how else it can be. */
  readonly onAnotherTime: (call: TerminalCall) => void;
  readonly onNextServiceRequest: () => void;
  readonly onFinish: () => void;
};

/** The end of one service request: another one in the same visit, or goodbye. */
export function ThanksScreen({ call, onAnotherTime, onNextServiceRequest, onFinish, ...props }: Props) {
  const { t } = useTexts('terminal');
  const { help } = props.view;
  const { endedBy } = call;
  const isSentAway = endedBy === 'queueClosed';
  return (
    <section className={styles['welcome']} data-ended-by={endedBy}>
      {isSentAway ? <Clock aria-hidden size={72} /> : <CircleCheck aria-hidden size={72} className={styles['good'] ?? ''} />}
      <h1>{t(isSentAway ? 'thanks.closed' : 'thanks.title')}</h1>
      {help === null || help.reason === null ? (
        <p className={styles['lead']}>{t(`thanks.${endedBy}`)}</p>
      ) : (
        <p className={styles['lead']} role="status" data-testid="toAdviser">
          {t(help.answeredBy === null ? 'thanks.toAdviser' : 'thanks.adviserComing', {
            name: help.answeredBy ?? '',
            reason: t(`thanks.adviserReason.${help.reason}`),
          })}
        </p>
      )}
      <RatingQuestion {...props} />
      {props.view.serviceRequests.length > 1 && <ServiceRequestList {...props} />}
      <div className={styles['row']}>
        {isSentAway && (
          <Button size="large" onPress={() => onAnotherTime(call)}>
            {t('thanks.anotherTime')}
          </Button>
        )}
        <Button kind="secondary" size="large" onPress={onNextServiceRequest}>
          {t('thanks.next')}
        </Button>
        <Button kind={isSentAway ? 'secondary' : 'primary'} size="large" data-testid="finish" onPress={onFinish}>
          {t('thanks.finish')}
        </Button>
      </div>
    </section>
  );
}
