import { Download } from 'lucide-react';
import type { OpenForm } from '#shared/forms/openForm.ts';
import { fromBase64 } from '#shared/forms/valueHash.ts';
import type { CallId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { saveFile } from './saveFile.ts';

type Props = { readonly act: ActOf<'form:result'>; readonly callId: CallId; readonly form: OpenForm };

/** In the wrap-up: the last moment in which the filled form can be had. */
export default function FormResult({ act, callId, form }: Props) {
  const { t, inLanguage } = useTexts('forms');
  const download = async (): Promise<void> => {
    const result = await act('form:result', { callId, documentId: form.documentId });
    if (result !== null) saveFile(result.fileName, fromBase64(result.pdf));
  };
  return (
    <Notice
      title={inLanguage(form.titles)}
      action={
        <Button kind="secondary" icon={<Download aria-hidden />} onPress={() => void download()}>
          {t('expert.download')}
        </Button>
      }
    >
      {t('expert.erasedAfter')}
    </Notice>
  );
}
