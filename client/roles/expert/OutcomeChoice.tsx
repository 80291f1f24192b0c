import { CircleArrowRight, CircleCheck, type LucideIcon, MapPinX, Signpost, Unplug } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { AgencyCode } from '#shared/call/agencyCodes.ts';
import { type OutcomeCode, type ReferralCode, outcomeCodes, referralCodes } from '#shared/call/lifecycle.ts';
import { useStore } from 'zustand';
import { useTexts } from '#client/app/i18n/index.ts';
import { bareKeys } from '#client/app/state/bareKeys.ts';
import { Segments } from '#client/ui/Segments.tsx';
import styles from './OutcomeChoice.module.css';

const icons: Readonly<Record<OutcomeCode, LucideIcon>> = {
  settled: CircleCheck,
  continues: CircleArrowRight,
  referred: Signpost,
  wrongPlace: MapPinX,
  technicalFailure: Unplug,
};

type Props<Code> = { readonly value: Code | null; readonly onChange: (code: Code | null) => void };

/** How the call came out; each has its key. */
export function OutcomeChoice({ value, onChange }: Props<OutcomeCode>) {
  const { t } = useTexts('expert');
  const areBareOn = useStore(bareKeys, (state) => state.areOn);
  return (
    <RadioGroup
      value={value}
      isRequired
      className={styles['outcomes'] ?? ''}
      onChange={(chosen) => onChange(outcomeCodes.find((code) => code === chosen) ?? null)}
    >
      <Label className="visually-hidden">{t('wrapUp.outcome')}</Label>
      {outcomeCodes.map((code, index) => {
        const Icon = icons[code];
        return (
          <Radio key={code} value={code} className={styles['outcome'] ?? ''}>
            <Icon aria-hidden />
            <span>{t(`wrapUp.outcomeCode.${code}`)}</span>
            {areBareOn && <kbd aria-hidden>{index + 1}</kbd>}
          </Radio>
        );
      })}
    </RadioGroup>
  );
}

/** Where the customer was sent. */
export function ReferralChoice({ value, onChange }: Props<ReferralCode>) {
  const { t } = useTexts('expert');
  return (
    <Segments
      label={t('wrapUp.referral')}
      isLabelSeen
      look="chips"
      value={value}
      options={referralCodes.map((code) => ({ id: code, text: t(`wrapUp.referralCode.${code}`) }))}
      onChange={onChange}
    />
  );
}

type AgencyCodeProps = Props<string> & { readonly label: string; readonly codes: readonly AgencyCode[] };
const none = '-';

/** What the agency itself calls it; nothing is chosen unless the expert wants to. */
export function AgencyCodeChoice({ label, codes, value, onChange }: AgencyCodeProps) {
  const { t, inLanguage } = useTexts('expert');
  if (codes.length === 0) return null;
  return (
    <Segments
      label={label}
      isLabelSeen
      look="chips"
      value={value ?? none}
      options={[{ id: none, text: t('wrapUp.noAgencyCode') }, ...codes.map(({ code, names }) => ({ id: code, text: inLanguage(names) }))]}
      onChange={(code) => onChange(code === none ? null : code)}
    />
  );
}
