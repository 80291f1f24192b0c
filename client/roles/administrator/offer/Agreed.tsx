import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { type Service, channels, isForPractice } from '#shared/contract/catalogue.ts';
import { areaOf, nationArea } from '#shared/offer/gaps.ts';
import type { MinimumOffer, OfferLine } from '#shared/offer/offer.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import styles from './Offer.module.css';

type Props = DeskProps & { readonly offers: readonly MinimumOffer[]; readonly onChanged: () => void };

/** What was agreed for the nation, or for a municipality; each is changed by whoever looks after it. */
export function Agreed({ act, view, catalogue, offers, onChanged }: Props) {
  const { t, inLanguage } = useTexts('offer');
  const { scope } = view.administrator;
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const towns = [...new Map(catalogue.points.map(({ municipality }) => [municipality['fi'] ?? '', municipality])).entries()].filter(
    ([name]) => scope.kind === 'nation' || (scope.kind === 'municipality' && scope.municipality === name),
  );
  const areas = [{ id: nationArea, text: t('agreed.nation') }, ...towns.map(([name, names]) => ({ id: areaOf(name), text: inLanguage(names) }))];
  const [area, setArea] = useState<string>((scope.kind === 'nation' ? areas[0] : areas[1])?.id ?? nationArea);
  const offer = offers.find((one) => one.area === area) ?? { area, lines: [], version: 0 };
  const mayChange = scope.kind === 'nation' || (scope.kind === 'municipality' && area === areaOf(scope.municipality));
  const change = async (lines: readonly OfferLine[]): Promise<void> => {
    if ((await act('minimumOffer:change', { ...offer, lines: [...lines] })) !== null) toast(t('agreed.saved'));
    onChanged();
  };
  const text = ({ agencyId, serviceId, channel }: OfferLine): string =>
    [agencyShortName(agencyId), serviceId === null ? t('agreed.any') : serviceName(serviceId), t(`channel.${channel}`)].join(', ');
  return (
    <Panel title={t('agreed.title')}>
      <div className={styles['form']}>
        <Choice label={t('agreed.area')} value={area} options={areas} onChange={setArea} testId="offerArea" />
        {offer.lines.length === 0 && <p>{t('agreed.none')}</p>}
        <ul className={styles['lines']}>
          {offer.lines.map((line) => (
            <li key={text(line)} data-testid="offerLine">
              <span>{text(line)}</span>
              {mayChange && (
                <Button
                  kind="quiet"
                  icon={<X aria-hidden />}
                  aria-label={t('agreed.remove', { line: text(line) })}
                  onPress={() => void change(offer.lines.filter((one) => one !== line))}
                />
              )}
            </li>
          ))}
        </ul>
        {mayChange ? <NewLine catalogue={catalogue} onAdd={(line) => void change([...offer.lines, line])} /> : <p>{t('agreed.readOnly')}</p>}
      </div>
    </Panel>
  );
}

const anyService = 'any';

function NewLine({ catalogue, onAdd }: Pick<DeskProps, 'catalogue'> & { readonly onAdd: (line: OfferLine) => void }) {
  const { t, inLanguage } = useTexts('offer');
  const { agencyName } = useCatalogueTexts(catalogue);
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [serviceId, setServiceId] = useState<string>(anyService);
  const [channel, setChannel] = useState<Service['channels'][number]>('remote');
  const agencies = catalogue.agencies.filter((one) => !isForPractice(one));
  const agency = agencies.find(({ id }) => id === agencyId);
  const service = agency?.services.find(({ id }) => id === serviceId);
  return (
    <div className={styles['form']}>
      <Choice
        label={t('agreed.agency')}
        value={agencyId}
        options={agencies.map(({ id }) => ({ id: String(id), text: agencyName(id) }))}
        testId="offerAgency"
        onChange={(id) => {
          setAgencyId(id);
          setServiceId(anyService);
        }}
      />
      <Choice
        label={t('agreed.service')}
        value={serviceId}
        options={[{ id: anyService, text: t('agreed.any') }, ...(agency?.services ?? []).map(({ id, names }) => ({ id: String(id), text: inLanguage(names) }))]}
        onChange={setServiceId}
      />
      <Choice label={t('agreed.channel')} value={channel} options={channels.map((id) => ({ id, text: t(`channel.${id}`) }))} onChange={setChannel} />
      <Button
        kind="secondary"
        icon={<Plus aria-hidden />}
        isDisabled={agency === undefined}
        data-testid="addOffer"
        onPress={() => agency !== undefined && onAdd({ agencyId: agency.id, serviceId: service?.id ?? null, channel })}
      >
        {t('agreed.add')}
      </Button>
    </div>
  );
}
