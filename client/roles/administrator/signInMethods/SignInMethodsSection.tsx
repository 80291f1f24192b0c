import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ClaimRule, RuleResult } from '#shared/accounts/claims.ts';
import type { SignInMethod } from '#shared/accounts/contract.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Facts, Panel, Section } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { RuleForm } from './RuleForm.tsx';
import { firstRule, isWhole } from './rules.ts';
import styles from './SignInMethods.module.css';

/** How people sign in: what the installation's providers say of a person, and which role comes of it. */
export function SignInMethodsSection({ roleClient, view, catalogue }: DeskProps) {
  const { t } = useTexts('signInMethods');
  const { read, notice } = useNotedRequest(roleClient);
  const [methods, setMethods] = useState<readonly SignInMethod[] | null>(null);
  const isNation = view.administrator.scope.kind === 'nation';
  useEffect(() => {
    if (isNation) void read('signInMethods:read', {}).then((found) => found !== null && setMethods(found.methods));
  }, [read, isNation]);
  return (
    <Panel title={t('title')}>
      <div className={styles['method']}>
        <p>{t('local')}</p>
        {!isNation && <Notice>{t('nationOnly')}</Notice>}
        {notice}
        {isNation && methods === null && notice === null && <Loading />}
        {methods?.length === 0 && <Notice>{t('none')}</Notice>}
        {methods?.map((method) => (
          <Method key={method.provider} method={method} roleClient={roleClient} catalogue={catalogue} />
        ))}
      </div>
    </Panel>
  );
}

type Props = Pick<DeskProps, 'roleClient' | 'catalogue'> & { readonly method: SignInMethod };

/** One provider: what to register there, its rules, and a try. */
function Method({ method, roleClient, catalogue }: Props) {
  const { t, inLanguage } = useTexts('signInMethods');
  const { act, notice } = useNotedRequest(roleClient);
  const [rules, setRules] = useState<readonly ClaimRule[]>(method.rules);
  const [version, setVersion] = useState(method.version);
  const [isSaved, setSaved] = useState(false);
  const [results, setResults] = useState<readonly RuleResult[]>([]);
  const change = (next: readonly ClaimRule[]): void => {
    setSaved(false);
    setResults([]);
    setRules(next);
  };
  const save = async (): Promise<void> => {
    const saved = await act('signInMethods:change', { provider: method.provider, version, rules: [...rules] });
    if (saved === null) return;
    setVersion(saved.version);
    setSaved(true);
  };
  const attempt = async (pasted: string): Promise<void> => setResults((await act('signInMethods:try', { rules: [...rules], pasted }))?.results ?? []);
  const notReady = rules.every(isWhole) ? null : t('notWhole');
  const { origin } = window.location;
  return (
    <Section title={inLanguage(method.names)}>
      <div className={styles['method']}>
        <Facts
          facts={[
            [t('issuer'), method.issuer],
            [t('clientId'), method.clientId],
            [t('redirect'), <Address key="redirect" text={`${origin}${method.redirectPath}`} />],
            [t('logout'), <Address key="logout" text={`${origin}${method.logoutPath}`} />],
          ]}
        />
        {rules.length === 0 && <Notice>{t('noRules')}</Notice>}
        {rules.map((rule, index) => (
          <RuleForm
            // Rules have no names of their own; their order is what counts.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            rule={rule}
            number={index + 1}
            catalogue={catalogue}
            result={results[index] ?? null}
            onChange={(next) => change(rules.map((one, at) => (at === index ? next : one)))}
            onRemove={() => change(rules.filter((_, at) => at !== index))}
          />
        ))}
        <div className={styles['tools']}>
          <Button kind="secondary" icon={<Plus aria-hidden />} data-testid="addRule" onPress={() => change([...rules, firstRule])}>
            {t('add')}
          </Button>
          <Button notReady={notReady} data-testid="saveRules" onPress={() => void save()}>
            {t('save')}
          </Button>
        </div>
        {notice}
        {isSaved && <Notice kind="good">{t('saved')}</Notice>}
        <TryOut notReady={notReady} onTry={(pasted) => void attempt(pasted)} />
      </div>
    </Section>
  );
}

const Address = ({ text }: { readonly text: string }) => <span className={styles['address']}>{text}</span>;

function TryOut({ notReady, onTry }: { readonly notReady: string | null; readonly onTry: (pasted: string) => void }) {
  const { t } = useTexts('signInMethods');
  const [pasted, setPasted] = useState('');
  return (
    <>
      <Field label={t('try.label')} hint={t('try.hint')} rows={4} value={pasted} onChange={setPasted} maxLength={16_000} testId="pastedClaims" />
      <div className={styles['tools']}>
        <Button kind="secondary" notReady={notReady} isDisabled={pasted.trim().length < 2} data-testid="tryRules" onPress={() => onTry(pasted)}>
          {t('try.action')}
        </Button>
      </div>
    </>
  );
}
