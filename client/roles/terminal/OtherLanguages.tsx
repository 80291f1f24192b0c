import { Check, Plus } from 'lucide-react';
import { useRef } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import type { Language } from '#shared/language.ts';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { usePressGuard } from '#client/ui/pressGuard.ts';
import { TickingStatus } from '#client/ui/TickingStatus.tsx';
import { languageName, useSpokenLanguages, useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import type { TerminalProps } from './props.ts';
import styles from './OtherLanguages.module.css';

type Props = Pick<TerminalProps, 'roleClient'> & { readonly call: Extract<TerminalCall, { state: 'queued' }> };

const saidEveryMs = 30_000;

/** Lets the customer say what else they speak, and says honestly from when on that helps. */
export function OtherLanguages({ roleClient, call }: Props) {
  const { t } = useTexts('terminal');
  const now = useNow(roleClient);
  const { act, notice } = useNotedRequest(roleClient);
  const { callId, otherLanguages } = call;
  const languages = useSpokenLanguages();
  const section = useRef<HTMLElement>(null);
  usePressGuard(section, otherLanguages.join());
  const relaxesAt = call.widensAt.language;
  const accept = (accepted: readonly Language[]): void => void act('queue:acceptLanguages', { callId, languages: [...accepted] });
  return (
    <section ref={section} className={styles['languages']} aria-labelledby="other-languages">
      <h3 id="other-languages">{t('waiting.otherLanguages.title')}</h3>
      {otherLanguages.length > 0 && now < relaxesAt ? (
        <p>
          <TickingStatus ms={relaxesAt - now} everyMs={saidEveryMs} text={(time) => t('waiting.otherLanguages.later', { time })} />
        </p>
      ) : (
        <p role="status">{t(otherLanguages.length === 0 ? 'waiting.otherLanguages.text' : 'waiting.otherLanguages.now')}</p>
      )}
      <div className={styles['toggles']}>
        {languages
          .filter((language) => language !== call.language)
          .map((language) => {
            const isAccepted = otherLanguages.includes(language);
            return (
              <ToggleButton
                key={language}
                lang={language}
                className={styles['toggle'] ?? ''}
                isSelected={isAccepted}
                onChange={(isOn) => accept(isOn ? [...otherLanguages, language] : otherLanguages.filter((one) => one !== language))}
              >
                {isAccepted ? <Check aria-hidden /> : <Plus aria-hidden />} {languageName(language)}
              </ToggleButton>
            );
          })}
      </div>
      {notice}
    </section>
  );
}
