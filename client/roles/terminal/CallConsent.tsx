import type { TerminalCall } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { TerminalProps } from './props.ts';
import { ConsentCard } from './ConsentCard.tsx';

type Props = Pick<TerminalProps, 'roleClient' | 'catalogue'> & { readonly call: TerminalCall };

/**
 * The adviser, a supervisor or a colleague of another agency is to hear a confidential matter; the customer says yes or no, one question at a
 * time, and nothing is heard before (F106).
 */
export function CallConsent({ roleClient, catalogue, call }: Props) {
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const act = useRequest(roleClient);
  if (!('advisers' in call)) return null;
  const { callId, askedColleague } = call;
  const asking = call.advisers.find(({ requestedMode }) => requestedMode !== null);
  const requestedMode = asking?.requestedMode ?? null;
  if (asking !== undefined && requestedMode !== null) {
    const { adviserId, role, displayName } = asking;
    return (
      <ConsentCard
        key={`${adviserId} ${requestedMode}`}
        title={t(`adviserConsent.${role}.title`, { name: displayName })}
        yes={t('adviserConsent.yes')}
        no={t('adviserConsent.no')}
        testId="adviserConsent"
        isInCall
        onAnswer={(isAgreed, onRefused) => {
          // One yes lets them into an encrypted call as well.
          if (isAgreed) roleClient.media.encryption.admit({ role, id: adviserId });
          return act('call:answerAdviser', { callId, adviserId, requestedMode, isAgreed }, onRefused);
        }}
      >
        <p>{t(`adviserConsent.${role}.text`)}</p>
      </ConsentCard>
    );
  }
  if (askedColleague === null) return null;
  const { callId: colleagueCallId, displayName, agencyId } = askedColleague;
  return (
    <ConsentCard
      key={colleagueCallId}
      title={t('colleagueConsent.title', { name: displayName, agency: agencyShortName(agencyId) })}
      yes={t('colleagueConsent.yes')}
      no={t('colleagueConsent.no')}
      testId="colleagueConsent"
      isInCall
      onAnswer={(isAgreed, onRefused) => act('call:answerColleague', { callId, colleagueCallId, isAgreed }, onRefused)}
    >
      <p>{t('colleagueConsent.text')}</p>
    </ConsentCard>
  );
}
