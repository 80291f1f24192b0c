import { Eye } from 'lucide-react';
import { useState } from 'react';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import { type CatalogueDocument, type ImportMode, importModes } from '#shared/exchange/document.ts';
import { largestDocumentBytes } from '#shared/exchange/http.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import type { Note } from '#shared/ptv/notes.ts';
import { readPtv } from '#shared/ptv/read.ts';
import { type HourSource, hourSources } from '#shared/ptv/services.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { OptionCards } from '#client/ui/OptionCard.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import styles from './Exchange.module.css';
import { FilePicker } from './FilePicker.tsx';
import { type ReadFile, readFiles } from './files.ts';
import type { Given } from './useImport.ts';

export type PtvReading = { readonly notes: readonly Note[]; readonly services: number; readonly channels: number };
type Source = 'document' | 'ptv';

type Props = {
  readonly catalogue: Catalogue;
  readonly scope: Scope;
  readonly isBusy: boolean;
  readonly onLook: (given: Given, reading: PtvReading | null) => void;
  readonly onForget: () => void;
  /** What the administrator looks after, in full; null where it cannot be read. */
  readonly onOwn: () => Promise<CatalogueDocument | null>;
};

/** What is imported, and how it is meant. */
export function ImportForm({ catalogue, scope, isBusy, onLook, onForget, onOwn }: Props) {
  const { t } = useTexts('exchange');
  const [source, setSource] = useState<Source>('document');
  const [files, setFiles] = useState<readonly ReadFile[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const choose = async (chosen: readonly File[]): Promise<void> => {
    onForget();
    if (chosen.length === 0) return;
    const isLarge = chosen.reduce((sum, { size }) => sum + size, 0) > largestDocumentBytes;
    const read = isLarge ? [] : await readFiles(chosen);
    setFiles('reason' in read ? [] : read);
    if (isLarge) setFault(t('in.tooLarge'));
    else setFault('reason' in read ? t('in.notJson', read) : null);
  };
  const shared = { files, isBusy, onLook, fault, onChoose: (chosen: readonly File[]) => void choose(chosen) };
  return (
    <div className={styles['form']}>
      <Segments
        label={t('in.source')}
        value={source}
        options={[
          { id: 'document', text: t('in.document') },
          { id: 'ptv', text: t('in.ptv') },
        ]}
        onChange={(next) => {
          setSource(next);
          setFiles([]);
          setFault(null);
          onForget();
        }}
      />
      {source === 'document' ? <DocumentFields {...shared} /> : <PtvFields {...shared} catalogue={catalogue} scope={scope} onOwn={onOwn} />}
    </div>
  );
}

type FieldsProps = Pick<Props, 'isBusy' | 'onLook'> & {
  readonly files: readonly ReadFile[];
  readonly fault: string | null;
  readonly onChoose: (files: readonly File[]) => void;
};

function DocumentFields({ files, fault, isBusy, onLook, onChoose }: FieldsProps) {
  const { t } = useTexts('exchange');
  const [mode, setMode] = useState<ImportMode>('adds');
  const [file] = files;
  return (
    <>
      <FilePicker label={t('in.file')} testId="importFile" onFiles={onChoose} />
      <Chosen files={files} fault={fault} />
      <OptionCards
        label={t('in.mode')}
        value={mode}
        options={importModes.toReversed().map((id) => ({ id, title: t(`in.${id}.title`), text: t(`in.${id}.text`) }))}
        testIdOf={(id) => `mode-${id}`}
        onChange={setMode}
      />
      <Button
        icon={<Eye aria-hidden />}
        isDisabled={file === undefined || isBusy}
        data-testid="look"
        onPress={() => file !== undefined && onLook({ document: file.content, mode, note: file.name.slice(0, 300) }, null)}
      >
        {t('in.look')}
      </Button>
    </>
  );
}

function PtvFields({ files, fault, isBusy, onLook, onChoose, onOwn, catalogue, scope }: FieldsProps & Pick<Props, 'catalogue' | 'scope' | 'onOwn'>) {
  const { t } = useTexts('exchange');
  const { agencyName } = useCatalogueTexts(catalogue);
  const agencies = catalogue.agencies.filter(({ id }) => scope.kind === 'nation' || (scope.kind === 'agency' && scope.agencyId === id));
  const [agencyId, setAgencyId] = useState<string | null>(agencies[0]?.id ?? null);
  const [hoursOf, setHoursOf] = useState<HourSource>('none');
  const agency = agencies.find(({ id }) => id === agencyId);
  const look = async (): Promise<void> => {
    // With what only administrators see, such as knowledge cards: it stays.
    const own = await onOwn();
    const whole = own?.agencies.find(({ id }) => id === agencyId);
    if (own === null || whole === undefined) return;
    const { document, ...reading } = readPtv(files, { agency: whole, points: own.points, hoursOf });
    onLook({ document: JSON.parse(JSON.stringify(document)) as unknown, mode: 'adds', note: 'Suomi.fi' }, reading);
  };
  return (
    <>
      <p>{t('in.ptvHelp')}</p>
      <FilePicker label={t('in.files')} isSeveral testId="ptvFiles" onFiles={onChoose} />
      <Chosen files={files} fault={fault} />
      <Choice label={t('in.agency')} value={agencyId} options={agencies.map(({ id }) => ({ id: String(id), text: agencyName(id) }))} onChange={setAgencyId} />
      <Choice label={t('in.hours')} value={hoursOf} options={hourSources.map((id) => ({ id, text: t(`in.hoursOf.${id}`) }))} onChange={setHoursOf} />
      <Button icon={<Eye aria-hidden />} isDisabled={files.length === 0 || agency === undefined || isBusy} data-testid="look" onPress={() => void look()}>
        {t('in.look')}
      </Button>
    </>
  );
}

function Chosen({ files, fault }: Pick<FieldsProps, 'files' | 'fault'>) {
  const { t } = useTexts('exchange');
  if (fault !== null) return <Notice kind="bad">{fault}</Notice>;
  if (files.length === 0) return null;
  return (
    <p role="status">
      {t('in.chosen', { count: files.length })}: {files.map(({ name }) => name).join(', ')}
    </p>
  );
}
