import { Plus, Trash2 } from 'lucide-react';
import type { ClaimRule, RuleResult } from '#shared/accounts/claims.ts';
import { staffRoles } from '#shared/accounts/http.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { claimOf, foundPlace, placeIdOf, placesOf } from './rules.ts';
import styles from './SignInMethods.module.css';

type Props = {
  readonly rule: ClaimRule;
  readonly number: number;
  readonly catalogue: Catalogue;
  /** What it came to when it was tried. */
  readonly result: RuleResult | null;
  readonly onChange: (rule: ClaimRule) => void;
  readonly onRemove: () => void;
};

const mostConditions = 5;

/** One rule: what must hold, and which role comes of it. */
export function RuleForm({ rule, number, catalogue, result, onChange, onRemove }: Props) {
  const { t } = useTexts('signInMethods');
  const { when, gives } = rule;
  const setCondition = (index: number, change: Partial<ClaimRule['when'][number]>): void =>
    onChange({ ...rule, when: when.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <section className={styles['rule']} aria-label={t('rule', { number })}>
      {when.map(({ claim, equals }, index) => (
        // Conditions have no names of their own, and only the last one goes.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles['fields']}>
          <Field label={t('claim')} value={claim} onChange={(next) => setCondition(index, { claim: next })} autoComplete="off" testId={`claim-${number}`} />
          <Field label={t('equals')} value={equals} onChange={(next) => setCondition(index, { equals: next })} autoComplete="off" testId={`equals-${number}`} />
        </div>
      ))}
      <PlaceFields rule={rule} catalogue={catalogue} onChange={onChange} />
      <div className={styles['tools']}>
        <Button
          kind="quiet"
          icon={<Plus aria-hidden />}
          isDisabled={when.length >= mostConditions}
          onPress={() => onChange({ ...rule, when: [...when, { claim: '', equals: '' }] })}
        >
          {t('addCondition')}
        </Button>
        {when.length > 1 && (
          <Button kind="quiet" onPress={() => onChange({ gives, when: when.slice(0, -1) })}>
            {t('removeCondition')}
          </Button>
        )}
        <Button kind="quiet" icon={<Trash2 aria-hidden />} aria-label={t('removeNamed', { number })} onPress={onRemove}>
          {t('remove')}
        </Button>
      </div>
      {result !== null && <Result result={result} catalogue={catalogue} />}
    </section>
  );
}

/** Which role, and where: a fixed place or the one that a claim names. */
function PlaceFields({ rule, catalogue, onChange }: Pick<Props, 'rule' | 'catalogue' | 'onChange'>) {
  const { t, inLanguage } = useTexts('signInMethods');
  const { gives } = rule;
  const places = placesOf(gives.role, catalogue, claimOf(gives));
  const nameOf = (id: string): string => {
    const [kind = '', ...rest] = id.split(' ');
    const name = rest.join(' ');
    const record = kind === 'agency' ? catalogue.agencies.find((one) => one.id === name) : catalogue.points.find((one) => kind === 'point' && one.id === name);
    if (record !== undefined) return inLanguage(record.names);
    return kind === 'claim' || kind === 'nation' ? t(`place.${kind}`) : name;
  };
  const choose = (id: string): void => {
    const place = places.find((one) => one.id === id);
    if (place !== undefined) onChange({ ...rule, gives: place.gives });
  };
  return (
    <div className={styles['fields']}>
      <Choice
        label={t('role')}
        value={gives.role}
        options={staffRoles.map((id) => ({ id, text: t(`roles.${id}`) }))}
        onChange={(role) => {
          const [first] = placesOf(role, catalogue, claimOf(gives));
          if (first !== undefined) onChange({ ...rule, gives: first.gives });
        }}
      />
      <Choice label={t('place.label')} value={placeIdOf(gives)} options={places.map(({ id }) => ({ id, text: nameOf(id) }))} onChange={choose} />
      {placeIdOf(gives) === 'claim' && (
        <Field
          label={t('place.claimName')}
          value={claimOf(gives)}
          autoComplete="off"
          onChange={(claim) => {
            const place = placesOf(gives.role, catalogue, claim).find(({ id }) => id === 'claim');
            if (place !== undefined) onChange({ ...rule, gives: place.gives });
          }}
        />
      )}
    </div>
  );
}

function Result({ result, catalogue }: { readonly result: RuleResult; readonly catalogue: Catalogue }) {
  const { t, inLanguage } = useTexts('signInMethods');
  const nothing = t('result.nothing');
  switch (result.result) {
    case 'gives': {
      const names = foundPlace(catalogue, result);
      const place = names === null ? (result.placeId ?? t('place.nation')) : inLanguage(names);
      return <Notice kind="good">{t('result.gives', { role: t(`roles.${result.role}`), place })}</Notice>;
    }
    case 'conditionFails':
      return <Notice kind="off">{t('result.conditionFails', { claim: result.claim, equals: result.equals, found: result.found ?? nothing })}</Notice>;
    case 'placeUnknown':
      return <Notice kind="warning">{t('result.placeUnknown', { found: result.found ?? nothing })}</Notice>;
  }
}
