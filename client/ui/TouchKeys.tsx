import { ArrowBigUp, Delete } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './TouchKeys.module.css';
import { digitRows, layoutOf, signs } from './touchLayouts.ts';

type Props = {
  readonly language: string;
  readonly kind: 'text' | 'digits';
  readonly onType: (text: string) => void;
  readonly onErase: () => void;
  readonly onDone: () => void;
};

/** The terminal's own keys. They stand below what is written in, and leave the focus there. */
export function TouchKeys({ language, kind, onType, onErase, onDone }: Props) {
  const { t } = useTexts('common');
  const erase = (
    <Key label={t('keys.erase')} width="wide" onPress={onErase}>
      <Delete aria-hidden />
    </Key>
  );
  const done = (
    <Key width="done" onPress={onDone}>
      {t('keys.done')}
    </Key>
  );
  return (
    <div className={styles['keys']} role="group" aria-label={t('keys.label')} data-kind={kind} data-testid="touchKeys">
      {kind === 'digits' ? (
        <>
          {digitRows.map((row) => (
            <Row key={row.join('')} keys={row} onType={onType} />
          ))}
          <div className={styles['row']}>
            {erase}
            <Key width="wide" onPress={() => onType('0')}>
              0
            </Key>
            {done}
          </div>
        </>
      ) : (
        <Letters language={language} erase={erase} done={done} onType={onType} />
      )}
    </div>
  );
}

type LettersProps = Pick<Props, 'language' | 'onType'> & { readonly erase: ReactNode; readonly done: ReactNode };

function Letters({ language, erase, done, onType }: LettersProps) {
  const { t } = useTexts('common');
  const [isShifted, setShifted] = useState(false);
  const [hasSigns, setSigns] = useState(false);
  const layout = hasSigns ? signs : layoutOf(language);
  const upper = (text: string): string => (isShifted && !hasSigns ? text.toLocaleUpperCase(language) : text);
  const type = (text: string): void => {
    onType(text);
    setShifted(false);
  };
  const last = layout.length - 1;
  return (
    <>
      {layout.map((row, index) => (
        <Row key={row.join('')} keys={row.map(upper)} onType={type}>
          {index === last && {
            before: !hasSigns && (
              <Key label={t('keys.shift')} isOn={isShifted} onPress={() => setShifted(!isShifted)}>
                <ArrowBigUp aria-hidden />
              </Key>
            ),
            after: erase,
          }}
        </Row>
      ))}
      <div className={styles['row']}>
        <Key onPress={() => setSigns(!hasSigns)}>{hasSigns ? t('keys.letters') : '123'}</Key>
        <Key onPress={() => onType('-')}>-</Key>
        <Key width="space" onPress={() => onType(' ')}>
          {t('keys.space')}
        </Key>
        {done}
      </div>
    </>
  );
}

type RowProps = {
  readonly keys: readonly string[];
  readonly onType: (text: string) => void;
  readonly children?: false | { readonly before: ReactNode; readonly after: ReactNode };
};

const Row = ({ keys, onType, children = false }: RowProps) => (
  <div className={styles['row']}>
    {children !== false && children.before}
    {keys.map((key) => (
      <Key key={key} onPress={() => onType(key)}>
        {key}
      </Key>
    ))}
    {children !== false && children.after}
  </div>
);

type KeyProps = {
  readonly label?: string;
  readonly width?: 'plain' | 'wide' | 'space' | 'done';
  readonly isOn?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

const Key = ({ label, width = 'plain', isOn, onPress, children }: KeyProps) => (
  <button
    type="button"
    // By keyboard one writes without these.
    tabIndex={-1}
    className={styles['key']}
    data-width={width}
    aria-label={label}
    aria-pressed={isOn}
    // What is written in keeps the focus and its caret.
    onPointerDown={(event) => event.preventDefault()}
    onMouseDown={(event) => event.preventDefault()}
    onClick={onPress}
  >
    {children}
  </button>
);
