import { type ReactNode, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { AgencyIcon } from '#client/features/catalogue/AgencyIcon.tsx';
import { catalogueAt, pointOfTerminal } from '#shared/catalogue/atPoint.ts';
import { KnowledgeList } from '#client/features/catalogue/KnowledgeList.tsx';
import { agencyOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useKnowledge } from '#client/features/catalogue/useKnowledge.ts';
import type { ChosenService } from '#client/features/catalogue/ServiceChoice.tsx';
import type { CallId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';
import { Blank, Panel } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { OptionCards } from '#client/ui/OptionCard.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { languageName, useSpokenLanguages, useTexts } from '#client/app/i18n/index.ts';
import { AgencyNow } from './AgencyNow.tsx';
import type { TerminalProps } from './props.ts';
import styles from './SetUpForm.module.css';
import { SetUpResult } from './SetUpResult.tsx';

type Props = TerminalProps & { readonly onClose: () => void };
type ChoiceProps = Pick<Props, 'catalogue' | 'view'> & { readonly chosen: ChosenService; readonly onChoose: (chosen: ChosenService) => void };

/** As long as the contract allows. */
const noteMaxLength = 500;

/** Agency, service, and what the expert must know, which reaches them first; beside it what comes of it. */
export function SetUpForm({ terminal, view, catalogue: all, act, onClose }: Props) {
  const { t, language: ownLanguage } = useTexts('adviser');
  const catalogue = catalogueAt(all, pointOfTerminal(all, terminal.terminalId));
  const [chosen, setChosen] = useState<ChosenService>({ agencyId: null, serviceId: null });
  const languages = useSpokenLanguages();
  const [language, setLanguage] = useState<Language>(ownLanguage);
  const [note, setNote] = useState('');
  const cards = useKnowledge(act, view.catalogueVersion, chosen.serviceId);
  const callId = useRef(crypto.randomUUID() as CallId);
  const submit = async (): Promise<void> => {
    const { agencyId, serviceId } = chosen;
    if (agencyId === null || serviceId === null) return;
    const { terminalId } = terminal;
    if (await act('adviser:setUpCall', { callId: callId.current, terminalId, agencyId, serviceId, language, note })) onClose();
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <AgencyStep catalogue={catalogue} view={view} chosen={chosen} onChoose={setChosen} />
      <div className={styles['middle']}>
        <ServiceStep catalogue={catalogue} view={view} chosen={chosen} onChoose={setChosen} />
        {cards.length > 0 && (
          <Panel title={t('knowledge.title')}>
            <KnowledgeList key={chosen.serviceId} cards={cards} readMore={t('knowledge.more')} />
          </Panel>
        )}
        <Panel title={<Step n={3}>{t('setUp.toKnow')}</Step>}>
          <Segments
            label={t('setUp.language')}
            isLabelSeen
            look="chips"
            value={language}
            options={languages.map((id) => ({ id, text: languageName(id) }))}
            onChange={setLanguage}
          />
          <Field
            label={t('setUp.note')}
            hint={t('setUp.noteLeft', { left: noteMaxLength - note.length })}
            rows={3}
            maxLength={noteMaxLength}
            value={note}
            onChange={setNote}
          />
        </Panel>
      </div>
      <SetUpResult terminal={terminal} view={view} catalogue={catalogue} chosen={chosen} language={language} />
    </Form>
  );
}

const Step = ({ n, children }: { readonly n: number; readonly children: ReactNode }) => (
  <span className={styles['step']}>
    <span className={styles['number']} aria-hidden>
      {n}
    </span>
    {children}
  </span>
);

/** Every agency with its queue now; another one clears the service. */
function AgencyStep({ catalogue, view, chosen, onChoose }: ChoiceProps) {
  const { t, inLanguage } = useTexts('adviser');
  return (
    <Panel title={<Step n={1}>{t('agencies.agency')}</Step>}>
      <OptionCards
        label={t('agencies.agency')}
        isLabelSeen={false}
        value={chosen.agencyId}
        testIdOf={(id) => `setUpAgency-${id}`}
        options={catalogue.agencies.map((agency) => {
          const { id, names } = agency;
          const now = view.agencies.find(({ agencyId }) => agencyId === id);
          return {
            id,
            title: inLanguage(names),
            sign: <AgencyIcon agency={agency} isSmall />,
            ...(now === undefined ? {} : { text: <AgencyNow agency={now} /> }),
          };
        })}
        onChange={(agencyId) => onChoose({ agencyId, serviceId: null })}
      />
    </Panel>
  );
}

function ServiceStep({ catalogue, chosen, onChoose }: ChoiceProps) {
  const { t, inLanguage } = useTexts('adviser');
  const agency = chosen.agencyId === null ? undefined : agencyOf(catalogue, chosen.agencyId);
  const services = (agency?.services ?? []).filter(({ channels }) => channels.includes('remote'));
  return (
    <Panel title={<Step n={2}>{t('setUp.service')}</Step>}>
      {agency === undefined ? (
        <Blank icon={null}>{t('setUp.agencyFirst')}</Blank>
      ) : (
        <div className={styles['services']}>
          <OptionCards
            label={t('setUp.service')}
            isLabelSeen={false}
            value={chosen.serviceId}
            testIdOf={(id) => `setUpService-${id}`}
            options={services.map(({ id, names }) => ({ id, title: inLanguage(names), sign: <AgencyIcon agency={agency} serviceId={id} isSmall /> }))}
            onChange={(serviceId) => onChoose({ ...chosen, serviceId })}
          />
        </div>
      )}
    </Panel>
  );
}
