import { useEffect, useRef } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { FormFields } from './FormFields.tsx';
import styles from './FormPaper.module.css';
import { PageDrawing } from './PageDrawing.tsx';
import type { OpenedForm } from './useOpenForm.ts';

type Props = OpenedForm & {
  readonly page: number;
  readonly zoom: number;
  readonly otherName: string;
  /** Brings what the expert points at into sight. */
  readonly isFollowing: boolean;
};

/** One page of the form: drawn as it is printed, with the browser's own fields over it. */
export function FormPaper({ page, zoom, isFollowing, ...form }: Props) {
  const { t } = useTexts('forms');
  const { paper, view } = form;
  const room = useRef<HTMLDivElement>(null);
  const pointed = view.state.attention?.kind === 'field' ? view.state.attention.fieldId : null;
  useEffect(() => {
    if (pointed === null || !isFollowing) return;
    room.current?.querySelector(`[data-field="${CSS.escape(pointed)}"]`)?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [pointed, page, isFollowing]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1)
    <div ref={room} className={styles['room']} role="group" aria-label={t('pageOf', { page, count: paper.pageCount })} tabIndex={0} data-testid="formPaper">
      <div className={styles['page']} dir="ltr" style={{ inlineSize: `${zoom * 100}%`, aspectRatio: String(1 / paper.shapeOf(page)) }}>
        <PageDrawing paper={paper} page={page} />
        <FormFields {...form} page={page} />
      </div>
    </div>
  );
}
