import { useEffect, useState } from 'react';
import type { ChangePreview, ChangeResult, WaitingChoice } from '#shared/administration/contract.ts';
import { differencesOf, withDifferences } from '#shared/administration/changes.ts';
import { type RecordKind, keyOf } from '#shared/administration/records.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Loading } from '#client/ui/Loading.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { textOf, textsOf } from './content.ts';
import { Conflicts, Concerned, Differences, MissingTexts, Problems } from './PreviewParts.tsx';
import { WaitingFor, endsNow } from './WaitingFor.tsx';
import type { Editing } from './useEditing.ts';

type Props = DeskProps & { readonly editing: Editing; readonly onClose: () => void };

/** Looks at a change before it is in use: what differs, whom it concerns, what stands against it. Then it is made, as a whole. */
export function TakeIntoUse({ editing, onClose, ...desk }: Props) {
  const { act, catalogue } = desk;
  const { t, inLanguage } = useTexts('catalogue');
  const { records } = editing;
  const [preview, setPreview] = useState<ChangePreview | null>(null);
  const [note, setNote] = useState('');
  const [waiting, setWaiting] = useState<WaitingChoice>({ kind: 'serve' });
  // The same id with each press, so that a lost answer makes no second change.
  const [changeId] = useState(() => crypto.randomUUID());
  const asked = JSON.stringify(records);
  useEffect(() => {
    let isCurrent = true;
    void act('change:preview', { records: JSON.parse(asked) as typeof records }).then((reply) => {
      if (isCurrent && reply !== null) setPreview(reply);
    });
    return () => {
      isCurrent = false;
    };
  }, [act, asked]);

  const take = async (): Promise<void> => {
    const result: ChangeResult | null = await act('change:apply', { changeId, records, note, waiting });
    if (result === null) return;
    if (result.outcome === 'done') {
      onClose();
      await editing.made();
    } else if (preview !== null) {
      setPreview({
        ...preview,
        ...(result.outcome === 'invalid' ? { problems: result.problems } : { conflicts: result.conflicts }),
      });
    }
  };
  const nameOf = (kind: RecordKind, id: string): string => {
    const content = editing.content(kind, id) ?? {};
    const names = textsOf(content, 'names');
    return textOf(content, 'displayName') || (Object.keys(names).length === 0 ? t('take.unnamed') : inLanguage(names));
  };
  const isHeldUp = preview === null || preview.problems.length > 0 || preview.conflicts.length > 0;
  const ended = records.filter((one) => one.kind === 'service' && endsNow(one.content, desk.view.now));
  return (
    <ModalDialog title={t('take.title')} isOpen isWide isDismissable onOpenChange={(isOpen) => !isOpen && onClose()} data-testid="takeIntoUseDialog">
      {preview === null ? (
        <Loading />
      ) : (
        <>
          <Conflicts
            conflicts={preview.conflicts}
            onTheirs={({ kind, id }) => editing.drop(kind, id)}
            onMine={({ kind, id, version, content }) => {
              const mine = records.find((one) => keyOf(one) === keyOf({ kind, id }))?.content ?? {};
              const base = editing.known?.get(keyOf({ kind, id }))?.content ?? {};
              editing.put(kind, id, withDifferences(content ?? {}, differencesOf(base, mine)), version);
            }}
          />
          <Problems problems={preview.problems} nameOf={nameOf} contentOf={editing.content} />
          <Differences differences={preview.differences} nameOf={nameOf} />
          <Concerned concerned={preview.concerned} />
          <MissingTexts missing={preview.missingTexts} nameOf={nameOf} />
          {ended.length > 0 && preview.concerned.waiting > 0 && (
            <WaitingFor ended={ended.map(({ id }) => id)} catalogue={catalogue} value={waiting} onChange={setWaiting} />
          )}
          <Field label={t('take.note')} value={note} onChange={setNote} maxLength={300} testId="changeNote" />
        </>
      )}
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('take.back')}
        </Button>
        <Button onPress={() => void take()} isDisabled={isHeldUp} data-testid="confirmChange">
          {t('bar.take')}
        </Button>
      </DialogActions>
    </ModalDialog>
  );
}
