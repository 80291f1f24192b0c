import { ArrowRight, FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { RequestReply } from '#shared/contract/index.ts';
import type { RoutingSettings } from '#shared/contract/catalogue.ts';
import type { AgencyId } from '#shared/ids.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { State } from '#client/ui/State.tsx';

type Offer = RequestReply<'routing:tryOut'>['offers'][number];
type Props = Pick<DeskProps, 'act'> & {
  readonly agencyId: AgencyId;
  readonly settings: RoutingSettings;
  readonly nameOf: (expertId: string) => string;
};

/** Who would have got the last offers by the settings as they stand here, and of how many enough is known. */
export function WhatIf({ act, agencyId, settings, nameOf }: Props) {
  const { t } = useTexts('catalogue');
  const [tried, setTried] = useState<{ readonly settings: RoutingSettings; readonly offers: readonly Offer[] } | null>(null);
  const tryOut = async (): Promise<void> => {
    const reply = await act('routing:tryOut', { agencyId, settings });
    if (reply !== null) setTried({ settings, offers: reply.offers });
  };
  return (
    <Panel
      title={t('whatIf.title')}
      tools={
        <Button kind="secondary" icon={<FlaskConical aria-hidden />} onPress={() => void tryOut()} data-testid="tryOut">
          {t('whatIf.try')}
        </Button>
      }
      data-testid="whatIf"
    >
      <p>{t('whatIf.text')}</p>
      {tried !== null && (
        <>
          <Summary offers={tried.offers} isOld={JSON.stringify(tried.settings) !== JSON.stringify(settings)} />
          <Offers offers={tried.offers} nameOf={nameOf} />
        </>
      )}
    </Panel>
  );
}

function Summary({ offers, isOld }: { readonly offers: readonly Offer[]; readonly isOld: boolean }) {
  const { t } = useTexts('catalogue');
  const known = offers.filter(({ knows }) => knows === 'known');
  const others = known.filter(({ was, would }) => was !== would);
  return (
    <>
      {isOld && <Notice kind="warning">{t('whatIf.old')}</Notice>}
      <Notice title={t('whatIf.known', { known: known.length, all: offers.length })}>
        <p data-testid="whatIfOthers">{t('whatIf.others', { count: others.length })}</p>
      </Notice>
    </>
  );
}

function Offers({ offers, nameOf }: { readonly offers: readonly Offer[]; readonly nameOf: Props['nameOf'] }) {
  const { t, language } = useTexts('catalogue');
  return (
    <DataTable
      caption={t('whatIf.title')}
      columns={[
        { id: 'when', title: t('whatIf.when') },
        { id: 'was', title: t('whatIf.was') },
        { id: 'would', title: t('whatIf.would') },
      ]}
      empty={t('whatIf.empty')}
      rows={offers.map(({ callId, at, was, would, knows }) => ({
        id: `${callId} ${at}`,
        cells: [
          clockTime(at, language, true),
          nameOf(was),
          knows === 'known' && would !== null ? (
            was === would ? (
              t('whatIf.same')
            ) : (
              <State key={callId} kind="wait" icon={<ArrowRight aria-hidden className="turning" />}>
                {nameOf(would)}
              </State>
            )
          ) : (
            <State key={callId} kind="off" look="plain">
              {t(`whatIf.${knows === 'earlier' ? 'earlier' : 'later'}`)}
            </State>
          ),
        ],
      }))}
    />
  );
}
