import { type PointerEvent, useRef, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import styles from './SignatureDialog.module.css';
import { writable } from './textChange.ts';

/** More points than a hand draws in a signature are left out. */
const pointsAtMost = 1_000;
/** In thousandths of the area: what is nearer than that says nothing. */
const leastStep = 4;

type Point = readonly [x: number, y: number];
const written = (lines: readonly (readonly Point[])[]): string => lines.map((line) => line.map(([x, y]) => `${x},${y}`).join(' ')).join(';');

/** A signature as it is kept: a name that was typed, or lines. */
export function SignatureLines({ value }: { readonly value: string }) {
  if (value.startsWith('name:')) return <span className={styles['typed']}>{value.slice('name:'.length)}</span>;
  return <Lines path={value.slice('path:'.length)} />;
}

const Lines = ({ path }: { readonly path: string }) => (
  <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" className={styles['lines']} aria-hidden>
    {path.split(';').map((line, index) => (
      <polyline key={`${index} ${line.length}`} points={line} vectorEffect="non-scaling-stroke" />
    ))}
  </svg>
);

type Props = { readonly label: string; readonly onClose: () => void; readonly onSigned: (value: string) => void };

/** Signing by finger or mouse, or by typing one's name. */
export function SignatureDialog({ label, onClose, onSigned }: Props) {
  const { t } = useTexts('forms');
  const [name, setName] = useState('');
  const [lines, setLines] = useState<readonly (readonly Point[])[]>([]);
  const value = lines.length > 0 ? `path:${written(lines)}` : name.trim() === '' ? '' : `name:${name.trim()}`;
  return (
    <ModalDialog isOpen title={label} isDismissable onOpenChange={(isOpen) => !isOpen && onClose()} data-testid="signatureDialog">
      <p>{t('signature.text')}</p>
      <DrawingArea lines={lines} onChange={setLines} />
      <Field label={t('signature.name')} value={name} onChange={(typed) => setName(writable(typed, false))} maxLength={100} isDisabled={lines.length > 0} />
      <DialogActions>
        <Button kind="secondary" size="large" onPress={onClose}>
          {t('signature.cancel')}
        </Button>
        <Button
          kind="secondary"
          size="large"
          onPress={() => {
            setLines([]);
            setName('');
          }}
        >
          {t('signature.clear')}
        </Button>
        <Button
          size="large"
          isDisabled={value === ''}
          onPress={() => {
            onSigned(value);
            onClose();
          }}
        >
          {t('signature.done')}
        </Button>
      </DialogActions>
    </ModalDialog>
  );
}

type AreaProps = { readonly lines: readonly (readonly Point[])[]; readonly onChange: (lines: readonly (readonly Point[])[]) => void };

function DrawingArea({ lines, onChange }: AreaProps) {
  const { t } = useTexts('forms');
  const isDrawing = useRef(false);
  const pointAt = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Point => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const within = (part: number): number => Math.round(Math.min(1, Math.max(0, part)) * 1_000);
    return [within((clientX - left) / width), within((clientY - top) / height)];
  };
  const goOn = (event: PointerEvent<HTMLElement>): void => {
    const last = lines.at(-1);
    const before = last?.at(-1);
    if (!isDrawing.current || last === undefined || before === undefined || lines.flat().length >= pointsAtMost) return;
    const [x, y] = pointAt(event);
    if (Math.abs(x - before[0]) + Math.abs(y - before[1]) >= leastStep) onChange([...lines.slice(0, -1), [...last, [x, y]]]);
  };
  return (
    <div
      className={styles['area']}
      role="img"
      aria-label={t('signature.area')}
      data-testid="signatureArea"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDrawing.current = true;
        onChange([...lines, [pointAt(event)]]);
      }}
      onPointerMove={goOn}
      onPointerUp={() => {
        isDrawing.current = false;
      }}
    >
      {lines.length > 0 && <Lines path={written(lines)} />}
    </div>
  );
}
