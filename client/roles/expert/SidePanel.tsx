import { agencyOf, useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { DeviceChooser } from '#client/features/devices/DeviceChooser.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';
import { MyConnection } from './MyConnection.tsx';
import { ShareNoteForm } from './ShareNoteForm.tsx';
import { useTimeOver } from './useTimeOver.ts';
import { WrapUpForm } from './WrapUpForm.tsx';

/** Beside the picture: the service request while talking, wrap-up after it, the devices in between. */
export function SidePanel(props: DeskProps) {
  const { roleClient, view, catalogue } = props;
  const { t, inLanguage } = useTexts('expert');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const { call, wrapUp } = view;
  const onComplete = useTimeOver(wrapUp?.callId ?? null);
  if (wrapUp !== null) return <WrapUpForm key={wrapUp.callId} {...props} wrapUp={wrapUp} onComplete={onComplete} />;
  if (call === null) {
    return (
      <section className={styles['panel']} aria-labelledby="devices-title">
        <h2 id="devices-title">{t('devices')}</h2>
        <DeviceChooser roleClient={roleClient} />
        <MyConnection roleClient={roleClient} view={view} />
      </section>
    );
  }
  const phone = catalogue.points.find(({ id }) => id === call.pointId)?.phone;
  const link = caseLinkOf(catalogue, call);
  const { camera, microphone } = call.terminalDevices;
  return (
    <section className={styles['panel']} aria-labelledby="serviceRequest-title">
      <h2 id="serviceRequest-title">{serviceName(call.serviceId)}</h2>
      <dl className={styles['facts']}>
        <dt>{t('serviceRequest.language')}</dt>
        <dd>{languagesOf(call)}</dd>
        <dt>{t('serviceRequest.place')}</dt>
        <dd>
          {inLanguage(call.pointNames)}, {inLanguage(call.terminalNames)}
        </dd>
        {phone !== undefined && (
          <>
            <dt>{t('serviceRequest.phone')}</dt>
            <dd>
              <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>
            </dd>
          </>
        )}
        <dt>{t('serviceRequest.visit')}</dt>
        <dd>{call.visitNumber}</dd>
      </dl>
      {link !== null && (
        <a href={link} target="_blank" rel="noopener noreferrer" data-testid="caseLink">
          {t('serviceRequest.caseLink')}
        </a>
      )}
      {call.note !== '' && <Notice>{t('offer.note', { note: call.note })}</Notice>}
      {call.askedBy !== null && (
        <Notice>{t(`serviceRequest.askedBy.${call.askedBy.stage}`, { name: call.askedBy.displayName, agency: agencyShortName(call.askedBy.agencyId) })}</Notice>
      )}
      {call.sharedNotes.map(({ fromAgencyId, note }) => (
        <Notice key={note}>{t('offer.sharedNote', { agency: agencyShortName(fromAgencyId), note })}</Notice>
      ))}
      {camera !== 'ok' && camera !== 'unknown' && <Notice kind="warning">{t(`serviceRequest.camera.${camera}`)}</Notice>}
      {microphone !== 'ok' && microphone !== 'unknown' && <Notice kind="warning">{t(`serviceRequest.microphone.${microphone}`)}</Notice>}
      {call.askedBy === null && <ShareNoteForm key={call.callId} {...props} callId={call.callId} proposals={call.proposals} />}
      <h3>{t('devices')}</h3>
      <DeviceChooser roleClient={roleClient} />
      <MyConnection roleClient={roleClient} view={view} />
    </section>
  );
}

/** Where the agency's own case system opens for this call. */
function caseLinkOf(catalogue: DeskProps['catalogue'], { agencyId, serviceId, visitNumber }: NonNullable<DeskProps['view']['call']>): string | null {
  const template = agencyOf(catalogue, agencyId)?.caseLink;
  return template?.replaceAll('{service}', encodeURIComponent(serviceId)).replaceAll('{visit}', String(visitNumber)) ?? null;
}
