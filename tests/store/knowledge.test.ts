import { expect, it } from 'vitest';
import { knowledgeCardSchema } from '#shared/contract/catalogue.ts';
import type { TerminalId } from '#shared/ids.ts';
import { readTerminalView } from '#server/views/index.ts';
import { mikkeliAdviser } from '#tests/support/adviserSession.ts';
import { expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const expertSession = (id: string) => ({ role: 'expert', id: expert(id), connectionId: '', key: `expert:${expert(id)}` }) as const;

onBothDatabases('[F59] knowledge cards', (world) => {
  const list = (session: typeof mikkeliAdviser | ReturnType<typeof expertSession>) => world.engine.handlers['knowledge:list'](session, {});

  it('are the adviser’s for every service at the point, and the expert’s for the own agency', async () => {
    const { services } = await list(mikkeliAdviser);
    expect(services.map(({ serviceId, cards }) => [serviceId, cards.map(({ id }) => id)])).toEqual([['te.jobSeeker', ['firstDay', 'papers']]]);
    expect((await list(expertSession('expert-te-1'))).services).toEqual(services);
    expect((await list(expertSession('expert-fpa-1'))).services).toEqual([]);
    expect(await world.refusalOf(list(expertSession('nobody-9')))).toBe('notFound');
  });

  it('[F101] are not those of an agency that does not serve at the adviser’s points', async () => {
    const te = world.engine.catalogue.all.agencies.find(({ id }) => id === 'te');
    if (te === undefined) throw new Error('not in the demo');
    const inForce = world.engine.catalogue.agency('te');
    Object.assign(inForce ?? {}, { actor: { kind: 'organisation', servesAt: ['pargas'] } });
    expect((await list(mikkeliAdviser)).services).toEqual([]);
    Object.assign(inForce ?? {}, { actor: undefined });
  });

  it('never reach a terminal: neither its view nor the catalogue of the pages has one', async () => {
    const terminalId = 'mikkeli-1' as TerminalId;
    await world.engine.connect(terminalId);
    await world.engine.queue(terminalId, undefined, '', 'te.jobSeeker');
    const { catalogue, hours } = world.engine;
    const view = await world.database.transaction((tx) => readTerminalView(tx, catalogue, hours, terminalId));
    const sent = JSON.stringify([view, catalogue.all]);
    const cards = knowledgeCardSchema.array().parse(catalogue.knowledgeOf('te.jobSeeker'));
    expect(cards).toHaveLength(2);
    for (const text of cards.flatMap(({ titles, texts }) => [...Object.values(titles), ...Object.values(texts)])) expect(sent).not.toContain(text);
    expect(sent).not.toContain('"knowledge"');
  });
});
