import type { OpenForm } from '#shared/forms/openForm.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Loading } from '#client/ui/Loading.tsx';
import { FormBar } from './FormBar.tsx';
import { FormPaper } from './FormPaper.tsx';
import styles from './FormLayout.module.css';
import { useOpenForm } from './useOpenForm.ts';

type Props = { readonly roleClient: RoleClient<'expert'>; readonly callId: string; readonly form: OpenForm };

/** The form on the expert's stage; the customer's screen follows its page and size. */
export default function ExpertForm({ roleClient, callId, form }: Props) {
  const { t, inLanguage } = useTexts('forms');
  const opened = useOpenForm(roleClient, callId, form);
  if (opened === null) return <Loading />;
  const { page, zoom } = opened.view.state;
  return (
    <section className={styles['desk']} aria-label={t('title')} data-testid="expertForm">
      <FormBar
        {...opened}
        isDesk
        title={inLanguage(form.titles)}
        page={page}
        zoom={zoom}
        onTurn={(nextPage, nextZoom) => void opened.client.turn(nextPage, nextZoom)}
      />
      <FormPaper {...opened} page={page} zoom={zoom} otherName={t('customerName')} isFollowing />
    </section>
  );
}
