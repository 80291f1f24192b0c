import { ExternalLink, History, MessageSquareText, Share2, ShieldCheck } from 'lucide-react';
import { KnowledgeList } from '#client/features/catalogue/KnowledgeList.tsx';
import { agencyOf, useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useKnowledge } from '#client/features/catalogue/useKnowledge.ts';
import { Button } from '#client/ui/Button.tsx';
import { Facts, Section } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import styles from './MatterTab.module.css';
import type { CallProps } from './props.ts';

type Props = CallProps & { readonly onShare: () => void };

/** What the call is about, what others have told of it, and where the agency's own case is. */
export function MatterTab({ view, catalogue, act, call, onShare }: Props) {
  const { t, inLanguage } = useTexts('expert');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const phone = catalogue.points.find(({ id }) => id === call.pointId)?.phone;
  const link = caseLinkOf(catalogue, call);
  const { askedBy } = call;
  const cards = useKnowledge(act, view.catalogueVersion, call.serviceId);
  return (
    <>
      <h2 id="serviceRequest-title">{serviceName(call.serviceId)}</h2>
      <Facts
        facts={[
          [t('serviceRequest.language'), languagesOf(call)],
          [t('serviceRequest.place'), `${inLanguage(call.pointNames)}, ${inLanguage(call.terminalNames)}`],
          ...(phone === undefined
            ? []
            : ([
                [
                  t('serviceRequest.phone'),
                  <a key="phone" href={`tel:${phone.replaceAll(' ', '')}`}>
                    {phone}
                  </a>,
                ],
              ] as const)),
          [t('serviceRequest.visit'), call.visitNumber],
        ]}
      />
      <DeviceTrouble call={call} />
      {askedBy !== null && (
        <Notice>{t(`serviceRequest.askedBy.${askedBy.stage}`, { name: askedBy.displayName, agency: agencyShortName(askedBy.agencyId) })}</Notice>
      )}
      {call.note !== '' && (
        <Notice kind="ring" icon={<MessageSquareText aria-hidden />} title={t('offer.fromAdviser')}>
          {call.note}
        </Notice>
      )}
      {call.earlierNote !== '' && (
        <Notice kind="ring" icon={<History aria-hidden />} title={t('offer.earlierNote')}>
          {call.earlierNote}
        </Notice>
      )}
      {call.sharedNotes.map(({ fromAgencyId, note }) => (
        <Notice key={note} icon={<ShieldCheck aria-hidden />} title={t('offer.sharedBy', { agency: agencyShortName(fromAgencyId) })}>
          {note}
        </Notice>
      ))}
      {cards.length > 0 && (
        <Section title={t('knowledge.title')}>
          <KnowledgeList cards={cards} readMore={t('knowledge.more')} />
        </Section>
      )}
      <div className={styles['foot']}>
        {link !== null && (
          <a className={styles['case']} href={link} target="_blank" rel="noopener noreferrer" data-testid="caseLink">
            <ExternalLink aria-hidden />
            <span>{t('serviceRequest.caseLink')}</span>
          </a>
        )}
        {askedBy === null && (
          <Button kind="quiet" icon={<Share2 aria-hidden />} onPress={onShare}>
            {t('share.title')}
          </Button>
        )}
      </div>
    </>
  );
}

function DeviceTrouble({ call: { terminalDevices } }: Pick<Props, 'call'>) {
  const { t } = useTexts('expert');
  const { camera, microphone } = terminalDevices;
  return (
    <>
      {camera !== 'ok' && camera !== 'unknown' && <Notice kind="warning">{t(`serviceRequest.camera.${camera}`)}</Notice>}
      {microphone !== 'ok' && microphone !== 'unknown' && <Notice kind="warning">{t(`serviceRequest.microphone.${microphone}`)}</Notice>}
    </>
  );
}

/** Where the agency's own case system opens for this call. */
function caseLinkOf(catalogue: Props['catalogue'], { agencyId, serviceId, visitNumber }: Props['call']): string | null {
  const template = agencyOf(catalogue, agencyId)?.caseLink;
  return template?.replaceAll('{service}', encodeURIComponent(serviceId)).replaceAll('{visit}', String(visitNumber)) ?? null;
}
