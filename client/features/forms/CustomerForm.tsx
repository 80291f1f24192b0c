import { useState } from 'react';
import { Eye } from 'lucide-react';
import type { OpenForm } from '#shared/forms/openForm.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { CustomerCard } from './CustomerCard.tsx';
import { FormBar } from './FormBar.tsx';
import { FormPaper } from './FormPaper.tsx';
import styles from './FormLayout.module.css';
import { useOpenForm } from './useOpenForm.ts';

type Props = { readonly roleClient: RoleClient<'terminal'>; readonly callId: string; readonly form: OpenForm; readonly expertName: string };

/** Where the customer looks by themself; null while the screen follows the expert. */
type Own = { readonly page: number; readonly zoom: number } | null;

/** The form at the terminal, and what is asked about it. */
export default function CustomerForm({ roleClient, callId, form, expertName }: Props) {
  const { t, inLanguage } = useTexts('forms');
  const opened = useOpenForm(roleClient, callId, form);
  const [own, setOwn] = useState<Own>(null);
  if (opened === null) return <Loading />;
  const { state } = opened.view;
  const page = Math.min((own ?? state).page, opened.paper.pageCount);
  const { zoom } = own ?? state;
  return (
    <>
      <section className={styles['terminal']} aria-label={t('title')} data-testid="customerForm" data-part="form">
        <FormBar
          {...opened}
          title={inLanguage(form.titles)}
          page={page}
          zoom={zoom}
          onTurn={(nextPage, nextZoom) => setOwn({ page: nextPage, zoom: nextZoom })}
        >
          {own !== null && (
            <Button kind="secondary" size="large" icon={<Eye aria-hidden />} onPress={() => setOwn(null)}>
              {t('customer.follow', { name: expertName })}
            </Button>
          )}
        </FormBar>
        <FormPaper {...opened} page={page} zoom={zoom} otherName={expertName} isFollowing={own === null} />
      </section>
      <CustomerCard {...opened} expertName={expertName} />
    </>
  );
}
