import { useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { PlainSearch } from '#client/ui/PlainSearch.tsx';
import { Found } from './Found.tsx';
import type { TerminalProps } from './props.ts';
import type { OnChoose } from './ServiceScreen.tsx';
import styles from './ServiceScreen.module.css';

/** For whoever does not know which agency: what it is about in own words, and what fits them. */
export function SearchScreen(props: TerminalProps & { readonly onChoose: OnChoose }) {
  const { t } = useTexts('terminal');
  const [words, setWords] = useState('');
  return (
    <>
      <div className={styles['title']}>
        <h1>{t('search.title')}</h1>
      </div>
      <PlainSearch label={t('search.label')} hint={t('search.hint')} value={words} autoFocus onChange={setWords} />
      {words.trim() === '' ? <p>{t('search.example')}</p> : <Found {...props} words={words} />}
    </>
  );
}
