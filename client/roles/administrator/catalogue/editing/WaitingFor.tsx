import type { WaitingChoice } from '#shared/administration/contract.ts';
import type { LooseContent } from '#shared/administration/records.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Choice } from '#client/ui/Choice.tsx';
import { OptionCards } from '#client/ui/OptionCard.tsx';
import { objectOf } from './content.ts';

/** Whether the record ends at once, and not with a day. */
export const endsNow = (content: LooseContent | null, now: number): boolean => {
  const endedAt = content === null ? undefined : objectOf(content, 'validity')['endedAt'];
  return typeof endedAt === 'number' && endedAt <= now;
};

type Props = {
  readonly ended: readonly string[];
  readonly catalogue: Catalogue;
  readonly value: WaitingChoice;
  readonly onChange: (choice: WaitingChoice) => void;
};

/** What becomes of those who wait for what ends. */
export function WaitingFor({ ended, catalogue, value, onChange }: Props) {
  const { t, inLanguage } = useTexts('catalogue');
  const targets = catalogue.agencies.flatMap((agency) =>
    agency.services.filter(({ id, channels }) => !ended.includes(id) && channels.includes('remote')).map((service) => ({ agency, service })),
  );
  const [first] = targets;
  const choose = (kind: 'serve' | 'move'): void => {
    if (kind === 'serve') onChange({ kind });
    else if (first !== undefined) onChange({ kind, agencyId: first.agency.id, serviceId: first.service.id });
  };
  return (
    <>
      <OptionCards
        label={t('waiting.label')}
        value={value.kind}
        onChange={choose}
        testIdOf={(id) => `waiting-${id}`}
        options={[
          { id: 'serve', title: t('waiting.serve'), text: t('waiting.serveText') },
          { id: 'move', title: t('waiting.move'), text: t('waiting.moveText') },
        ]}
      />
      {value.kind === 'move' && (
        <Choice
          label={t('waiting.to')}
          value={value.serviceId as string}
          options={targets.map(({ agency, service }) => ({ id: service.id as string, text: `${inLanguage(agency.shortNames)}: ${inLanguage(service.names)}` }))}
          onChange={(id) => {
            const target = targets.find(({ service }) => service.id === id);
            if (target !== undefined) onChange({ kind: 'move', agencyId: target.agency.id, serviceId: target.service.id });
          }}
        />
      )}
    </>
  );
}
