import { useEffect, useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import { fromBase64 } from '#shared/forms/valueHash.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { DataTable } from '#client/ui/DataTable.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { PageDrawing } from './PageDrawing.tsx';
import styles from './FormLayout.module.css';
import { type Paper, openPaper } from './pdf.ts';

const columns = ['field', 'kind', 'filledBy', 'required', 'longest'] as const;

/** A form as it is printed, and its fields with who fills them. */
export default function FormPreview({ fields, pdf }: RequestReply<'form:preview'>) {
  const { t } = useTexts('forms');
  const [paper, setPaper] = useState<Paper | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    let isWanted = true;
    const opening = openPaper(fromBase64(pdf));
    opening.then((opened) => isWanted && setPaper(opened), setFault);
    return () => {
      isWanted = false;
      opening.then((opened) => opened.close()).catch(setFault);
    };
  }, [pdf]);
  if (fault !== null) throw fault;
  if (paper === null) return <Loading />;
  return (
    <div className={styles['preview']}>
      {Array.from({ length: paper.pageCount }, (_, index) => index + 1).map((page) => (
        <figure key={page} aria-label={t('pageOf', { page, count: paper.pageCount })} style={{ aspectRatio: String(1 / paper.shapeOf(page)) }}>
          <PageDrawing paper={paper} page={page} hasFields />
        </figure>
      ))}
      <DataTable
        caption={t('admin.fields')}
        columns={columns.map((id) => ({ id, title: t(`admin.column.${id}`), isFigure: id === 'longest' }))}
        empty=""
        rows={fields.map(({ fieldId, label, kind, filledBy, isRequired, maxLength }) => ({
          id: fieldId,
          cells: [label, t(`admin.kind.${kind}`), t(`admin.filledBy.${filledBy}`), isRequired ? t('admin.yes') : '', maxLength ?? ''],
        }))}
      />
    </div>
  );
}
