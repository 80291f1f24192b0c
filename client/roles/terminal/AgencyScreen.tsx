import { BadgeCheck, BriefcaseBusiness, Building2, Calculator, HeartHandshake, House, Landmark, type LucideIcon } from 'lucide-react';
import { isForPractice } from '#shared/contract/catalogue.ts';
import type { AgencyId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { closedText } from '#client/app/i18n/openingText.ts';
import { ChoiceTile } from './ChoiceTile.tsx';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

const icons: Record<string, LucideIcon> = { BadgeCheck, BriefcaseBusiness, Building2, Calculator, HeartHandshake, House };

/** Which agency; each tile says honestly how it stands. */
export function AgencyScreen({ view, catalogue, onChoose }: TerminalProps & { readonly onChoose: (agencyId: AgencyId) => void }) {
  const { t, language, inLanguage } = useTexts('terminal');
  const stateOf = (agencyId: AgencyId) => {
    const state = view.agencies.find((one) => one.agencyId === agencyId);
    const closed = closedText(state?.opening, language);
    if (closed !== null) return t(closed.key, closed.values);
    if (state === undefined || state.expertsOnDuty === 0) return t('agency.nobodyOnDuty');
    return state.waiting === 0 ? t('agency.noQueue') : t('agency.waiting', { count: state.waiting });
  };
  return (
    <>
      <h1>{t('agency.title')}</h1>
      <ul className={styles['choices']}>
        {catalogue.agencies
          .filter((agency) => !isForPractice(agency))
          .map((agency) => {
            const text = stateOf(agency.id);
            const Icon = icons[agency.icon] ?? Landmark;
            return (
              <li key={agency.id}>
                <ChoiceTile
                  icon={<Icon aria-hidden size={36} />}
                  title={inLanguage(agency.shortNames)}
                  text={inLanguage(agency.description)}
                  state={text}
                  testId={`agency-${agency.id}`}
                  onPress={() => onChoose(agency.id)}
                />
              </li>
            );
          })}
      </ul>
    </>
  );
}
