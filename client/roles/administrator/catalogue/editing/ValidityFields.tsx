import { Archive } from 'lucide-react';
import type { LooseContent } from '#shared/administration/records.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { objectOf, textOf, withValue } from './content.ts';
import { endsNow } from './WaitingFor.tsx';
import styles from './Validity.module.css';

type Props = {
  readonly content: LooseContent;
  readonly now: number;
  /** What is not in use yet cannot end. */
  readonly isNew: boolean;
  readonly onChange: (content: LooseContent) => void;
};

/** From when until when a record is in force (F98), and its end at once. */
export function ValidityFields({ content, now, isNew, onChange }: Props) {
  const { t } = useTexts('catalogue');
  const validity = objectOf(content, 'validity');
  const put = (name: string, value: string | number | undefined): void => onChange(withValue(content, 'validity', withValue(validity, name, value)));
  const isEnded = endsNow(content, now);
  return (
    <div className={styles['validity']}>
      <Field type="date" label={t('validity.from')} value={textOf(validity, 'from')} onChange={(day) => put('from', day)} testId="validFrom" />
      <Field type="date" label={t('validity.to')} value={textOf(validity, 'to')} onChange={(day) => put('to', day)} testId="validTo" />
      {!isNew &&
        (isEnded ? (
          <Button kind="secondary" onPress={() => put('endedAt', undefined)} data-testid="goOn">
            {t('validity.goOn')}
          </Button>
        ) : (
          <Button kind="danger" icon={<Archive aria-hidden />} onPress={() => put('endedAt', now)} data-testid="endNow">
            {t('validity.endNow')}
          </Button>
        ))}
    </div>
  );
}
