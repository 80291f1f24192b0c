import { MonitorSmartphone, QrCode } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { http } from '#client/app/api/http.ts';
import { makeTerminalKey } from '#client/app/api/terminalKey.ts';
import { loadTexts, useTexts } from '#client/app/i18n/index.ts';
import { errorText } from '#client/app/shell/errorText.ts';
import { lazyPart } from '#client/features/boundary/lazily.tsx';
import { KeysDock } from '#client/roles/terminal/KeysDock.tsx';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { codeInAddress, groupedCode, plainCode, shortestCode } from './codeIn.ts';
import styles from './EnrolmentScreen.module.css';

const QrScanner = lazyPart(() => import('./QrScanner.tsx'));

/** All that a machine shows that is no terminal yet. A terminal does not load the texts of desks: they come with this screen. */
export default function EnrolmentScreen() {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    loadTexts('fleet').then(
      () => setReady(true),
      // To the boundary around it, which can try again.
      (error: unknown) =>
        setReady(() => {
          throw error;
        }),
    );
  }, []);
  return isReady ? <Enrolment /> : <Loading />;
}

/** Here it becomes one, by the code that a desk has made. */
function Enrolment() {
  const { t } = useTexts('fleet');
  const [isScanning, setScanning] = useState(false);
  const { code, setCode, error, isBusy, enrol } = useEnrolment();
  return (
    <div className={styles['page']} data-testid="enrolment">
      <header className={styles['head']}>
        <LanguageSwitcher />
      </header>
      <main className={styles['main']}>
        <MonitorSmartphone aria-hidden className={styles['sign']} />
        <h1>{t('enrol.title')}</h1>
        <p>{t('enrol.text')}</p>
        <Form
          className={styles['form'] ?? ''}
          onSubmit={(event) => {
            event.preventDefault();
            void enrol(code);
          }}
        >
          <Field
            label={t('enrol.code')}
            hint={t('enrol.codeHelp')}
            value={groupedCode(code)}
            onChange={(text) => setCode(plainCode(text))}
            autoComplete="off"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that there is to do here
            autoFocus
            testId="enrolmentCode"
          />
          <div role="alert">{error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}</div>
          <Button type="submit" size="large" isDisabled={isBusy || code.length < shortestCode}>
            {t('enrol.go')}
          </Button>
        </Form>
        {isScanning ? (
          <QrScanner
            onText={(text) => {
              const found = codeInAddress(text) ?? plainCode(text);
              setScanning(false);
              setCode(found);
              void enrol(found);
            }}
            onClose={() => setScanning(false)}
          />
        ) : (
          <Button kind="secondary" size="large" icon={<QrCode aria-hidden />} onPress={() => setScanning(true)} data-testid="scanCode">
            {t('enrol.scan')}
          </Button>
        )}
        <a href="/">{t('enrol.noTerminal')}</a>
      </main>
      <KeysDock />
    </div>
  );
}

/** The code as it is typed, brought by the address or read by the camera, and what becomes of it. */
function useEnrolment() {
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const enrol = async (given: string): Promise<void> => {
    setError(null);
    setBusy(true);
    try {
      await http.enrolTerminal(given, await makeTerminalKey());
      // A new page: it connects as the terminal that it is now.
      window.location.reload();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  const isRead = useRef(false);
  useEffect(() => {
    const found = codeInAddress(window.location.href);
    if (isRead.current || found === null) return;
    isRead.current = true;
    // It has been read: nobody finds it in the address bar or in the history.
    window.history.replaceState(null, '', window.location.pathname);
    setCode(found);
  }, []);
  return { code, setCode, error, isBusy, enrol };
}
