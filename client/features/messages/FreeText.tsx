import { useState } from 'react';
import { Form, Input, Label, Text, TextField } from 'react-aria-components';
import type { Language } from '#shared/language.ts';
import { type MessageContent, messageMaxLength } from '#shared/messages/contract.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { languageName, useSpokenLanguages, useTexts } from '#client/app/i18n/index.ts';
import styles from './Messages.module.css';

type Props = { readonly callLanguage: Language; readonly onSend: (content: MessageContent) => void };

/** A line in the sender's own words, and the language that it is written in: the customer's, unless another is chosen. */
export function FreeText({ callLanguage, onSend }: Props) {
  const { t } = useTexts('messages');
  const [text, setText] = useState('');
  const languages = useSpokenLanguages();
  const [language, setLanguage] = useState(callLanguage);
  return (
    <Form
      className={styles['section'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSend({ kind: 'text', text, language });
      }}
    >
      <TextField value={text} onChange={setText} maxLength={messageMaxLength} className={styles['field'] ?? ''}>
        <Label>{t('ownWords')}</Label>
        <Input lang={language} />
        <Text slot="description" className={styles['counter'] ?? ''}>
          {t('length', { count: text.length, max: messageMaxLength })}
        </Text>
      </TextField>
      <div className={styles['row']}>
        <Choice
          label={t('writtenIn')}
          value={language}
          options={languages.map((id) => ({ id, text: languageName(id) }))}
          testId="messageLanguage"
          onChange={setLanguage}
        />
        <Button type="submit" isDisabled={text.trim() === ''}>
          {t('send')}
        </Button>
      </div>
    </Form>
  );
}
