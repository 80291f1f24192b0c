import { Check, FileDown } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { type CatalogueRecord, recordsByKey } from '#shared/administration/records.ts';
import type { CatalogueDocument } from '#shared/exchange/document.ts';
import { documentOf } from '#shared/exchange/records.ts';
import type { ImportAnswer, ImportedRecord } from '#shared/exchange/http.ts';
import { http } from '#client/app/api/http.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { errorText } from '#client/app/shell/errorText.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel, Section } from '#client/ui/Card.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import styles from './Exchange.module.css';
import { save } from './files.ts';
import { ImportForm, type PtvReading } from './ImportForm.tsx';
import { ImportResult } from './ImportResult.tsx';
import { useImport } from './useImport.ts';

/** The catalogue as one document: out, and in again after a look at what it would change. */
export function ExchangeSection({ act, view, catalogue }: DeskProps) {
  const { t } = useTexts('exchange');
  const importing = useImport();
  const [reading, setReading] = useState<PtvReading | null>(null);
  const { answer, isBusy } = importing;
  return (
    <div className={styles['section']}>
      <Panel title={t('in.title')}>
        <ImportForm
          catalogue={catalogue}
          scope={view.administrator.scope}
          isBusy={isBusy}
          onForget={importing.forget}
          onOwn={() => readOwn(act, view.now)}
          onLook={(given, read) => {
            setReading(read);
            void importing.look(given);
          }}
        />
        <Section title={t('out.title')}>
          <Export />
        </Section>
      </Panel>
      <Panel
        title={t('result.title')}
        foot={answer?.outcome === 'preview' ? <TakeIn preview={answer} isBusy={isBusy} onTakeIn={() => void importing.takeIn()} /> : undefined}
      >
        <ImportResult answer={answer} reading={reading} />
      </Panel>
    </div>
  );
}

/** Everything that the administrator looks after, as it would be exported. */
async function readOwn(act: DeskProps['act'], now: number): Promise<CatalogueDocument | null> {
  const reply = await act('record:list', {});
  if (reply === null) return null;
  // The server keeps each content in the form of its kind.
  const records = reply.records.map(({ kind, id, content }) => ({ kind, id, content }) as unknown as CatalogueRecord);
  return documentOf(recordsByKey(records), { kind: 'nation' }, { today: new Date(now).toISOString().slice(0, 10), now });
}

function Export() {
  const { t } = useTexts('exchange');
  const [isBusy, setBusy] = useState(false);
  const get = async (): Promise<void> => {
    setBusy(true);
    try {
      save(await http.exportCatalogue(), 'catalogue.json');
    } catch (error) {
      toast(errorText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles['form']}>
      <p>{t('out.text')}</p>
      <Button kind="secondary" icon={<FileDown aria-hidden />} isDisabled={isBusy} data-testid="export" onPress={() => void get()}>
        {t('out.save')}
      </Button>
      <a href="/api/exchange/schema.json" target="_blank" rel="noreferrer">
        {t('out.schema')}
      </a>
    </div>
  );
}

type TakeInProps = { readonly preview: Extract<ImportAnswer, { outcome: 'preview' }>; readonly isBusy: boolean; readonly onTakeIn: () => void };

function TakeIn({ preview: { records, isReordered }, isBusy, onTakeIn }: TakeInProps) {
  const { t } = useTexts('exchange');
  const count = (word: ImportedRecord['change']): number => records.filter(({ change }) => change === word).length;
  return (
    <div className={styles['foot']}>
      <span>{t('result.sum', { added: count('added'), changed: count('changed'), retired: count('retired') })}</span>
      <Button icon={<Check aria-hidden />} isDisabled={isBusy || (records.length === 0 && !isReordered)} data-testid="takeIn" onPress={onTakeIn}>
        {t('result.takeIn')}
      </Button>
    </div>
  );
}
