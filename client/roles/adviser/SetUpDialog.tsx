import { useRef, useState } from 'react';
import { Form, Label, TextArea, TextField } from 'react-aria-components';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';
import type { CallId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { type ChosenService, ServiceChoice } from '#client/features/catalogue/ServiceChoice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { languageName, useSpokenLanguages, useTexts } from '#client/app/i18n/index.ts';
import styles from './Adviser.module.css';
import type { DeskProps } from './props.ts';
import { canSetUp } from './terminals.ts';

type Props = DeskProps & { readonly terminal: AdviserTerminal };

/** As long as the contract allows. */
const noteMaxLength = 500;

/** Sets up a call for a customer: service, language and a note that reaches the expert first. It stays open whatever the terminal does meanwhile. */
export function SetUpDialog(props: Props) {
  const { t, inLanguage } = useTexts('adviser');
  const [isOpen, setOpen] = useState(false);
  if (!isOpen && !canSetUp(props.terminal)) return null;
  return (
    <ModalDialog
      title={t('setUp.titleFor', { terminal: inLanguage(props.terminal.names) })}
      trigger={<Button kind="secondary">{t('setUp.title')}</Button>}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      {(close) => <SetUpForm {...props} onClose={close} />}
    </ModalDialog>
  );
}

function SetUpForm({ terminal, view, catalogue, act, onClose }: Props & { readonly onClose: () => void }) {
  const { t, language: ownLanguage } = useTexts('adviser');
  const [serviceRequest, setServiceRequest] = useState<ChosenService>({ agencyId: null, serviceId: null });
  const { agencyId, serviceId } = serviceRequest;
  const languages = useSpokenLanguages();
  const [language, setLanguage] = useState<Language>(ownLanguage);
  const [note, setNote] = useState('');
  const callId = useRef(crypto.randomUUID() as CallId);
  const onDuty = view.agencies.find((one) => one.agencyId === agencyId)?.expertsOnDuty;

  const submit = async (): Promise<void> => {
    if (agencyId === null || serviceId === null) return;
    const { terminalId } = terminal;
    if (await act('adviser:setUpCall', { callId: callId.current, terminalId, agencyId, serviceId, language, note })) onClose();
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ServiceChoice catalogue={catalogue} value={serviceRequest} testId="setUp" withPractice onChange={setServiceRequest} />
      {onDuty === 0 && <p>{t('setUp.nobodyOnDuty')}</p>}
      <Choice label={t('setUp.language')} value={language} options={languages.map((id) => ({ id, text: languageName(id) }))} onChange={setLanguage} />
      <TextField value={note} onChange={setNote} maxLength={noteMaxLength} className={styles['field'] ?? ''}>
        <Label>{t('setUp.note', { left: noteMaxLength - note.length })}</Label>
        <TextArea rows={3} className={styles['textArea'] ?? ''} />
      </TextField>
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('cancel', { ns: 'common' })}
        </Button>
        <Button type="submit" isDisabled={serviceId === null}>
          {t('setUp.submit')}
        </Button>
      </DialogActions>
    </Form>
  );
}
