import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { clockText } from '#client/ui/duration.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

/** The agency's calls now; listening in is announced to everybody in the call. */
export function CallTable({ roleClient, view, catalogue, act }: DeskProps) {
  const { t, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <section aria-labelledby="calls-title">
      <h2 id="calls-title">{t('calls.title', { count: view.calls.length })}</h2>
      {view.calls.length > 0 && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('calls.expert')}</th>
              <th scope="col">{t('queues.service')}</th>
              <th scope="col">{t('entries.point')}</th>
              <th scope="col">{t('calls.length')}</th>
              <th scope="col">{t('entries.act')}</th>
            </tr>
          </thead>
          <tbody>
            {view.calls.map(({ callId, serviceId, state, expertName, pointNames, acceptedAt, heldAt, isConsultation }) => {
              return (
                <tr key={callId} data-testid="runningCall" data-state={state}>
                  <th scope="row">{expertName}</th>
                  <td>
                    {serviceName(serviceId)}
                    {isConsultation && ` · ${t('calls.consultation')}`}
                  </td>
                  <td>{inLanguage(pointNames)}</td>
                  <td>
                    {clockText(now - acceptedAt)}
                    {heldAt !== null && ` · ${t('calls.onHold', { time: clockText(now - heldAt) })}`}
                  </td>
                  <td>
                    {!isConsultation && view.listening === null && (
                      <ConfirmDialog
                        trigger={<Button kind="quiet">{t('calls.listen')}</Button>}
                        title={t('calls.listenTitle')}
                        text={t('calls.listenText')}
                        confirm={t('calls.listen')}
                        cancel={t('cancel')}
                        onConfirm={() => void act('call:listen', { callId })}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
