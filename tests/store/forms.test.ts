import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { expertKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { RequestInput, RequestName } from '#shared/contract/index.ts';
import { fromBase64, toBase64, valueHash } from '#shared/forms/valueHash.ts';
import type { AdministratorId, AgencyId, CallId, ExpertId, PointId, TerminalId } from '#shared/ids.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import { system } from '#server/calls/index.ts';
import { readExpertView } from '#server/views/index.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { visitAt } from '#tests/support/visitAt.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const customer = { role: 'terminal', id: terminalId, connectionId: '', key: terminalKey(terminalId) } as const;
const official = (id: string) => ({ role: 'expert', id: id as ExpertId, connectionId: '', key: expertKey(id as ExpertId) }) as const;
const anna = official('expert-fpa-1');
type Person = typeof customer | ReturnType<typeof official>;

onBothDatabases('[F72] [F73] [F77] a form that customer and expert fill together', (world) => {
  const { join, view } = visitAt(world, terminalId);
  let callId: CallId;
  let documentId: string;

  const ask = <N extends Extract<RequestName, `form:${string}`>>(name: N, by: Person, input: Omit<RequestInput<N>, 'callId' | 'documentId'>) =>
    (world.engine.handlers[name] as unknown as (session: Person, input: unknown) => ReturnType<(typeof world.engine.handlers)[N]>)(by, {
      callId,
      documentId,
      ...input,
    });
  const sync = (by: Person = anna) => ask('form:sync', by, { stateVector: '' });
  /** What is written now. */
  async function text(fieldId: string): Promise<string> {
    const document = new Y.Doc();
    Y.applyUpdate(document, fromBase64((await sync()).update));
    return document.getText(fieldId).toJSON();
  }
  /** Writes as a page does: on top of what is there. */
  async function write(
    by: Person,
    fieldId: string,
    letters: string,
    how: (document: Y.Doc) => void = (one) => one.getText(fieldId).insert(0, letters),
  ): Promise<void> {
    const document = new Y.Doc();
    Y.applyUpdate(document, fromBase64((await sync(by)).update));
    const before = Y.encodeStateVector(document);
    how(document);
    await ask('form:update', by, { update: toBase64(Y.encodeStateAsUpdate(document, before)) });
  }
  const confirm = async (fieldId: string, value: string) => ask('form:confirm', customer, { answers: [{ fieldId, hash: await valueHash(fieldId, value) }] });
  const rows = () => world.database.transaction((tx) => tx.run('select 1 from call_forms'));

  beforeEach(async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive(anna.id);
    callId = await join('fpa.studentAid');
    await world.engine.route('fpa');
    await accept(world.engine, callId, anna.id);
    documentId = randomUUID();
    await ask('form:open', anna, { formId: 'fpa.studentAid', language: 'sv' });
  });

  it('is one of the own agency’s for that service, and both see that it is open', async () => {
    const { forms } = await world.engine.handlers['form:list'](anna, { callId });
    expect(forms).toMatchObject([{ formId: 'fpa.studentAid', version: '1/2026', languages: ['sv', 'fi', 'en'] }]);
    const seen = await world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, expert(anna.id)));
    const opened = { formId: 'fpa.studentAid', documentId, language: 'sv' };
    expect(seen.call?.form).toMatchObject(opened);
    expect((await view()).call).toMatchObject({ form: opened });
    const other = { callId, documentId: randomUUID(), language: 'sv' };
    for (const formId of ['tax.taxCard', 'fpa.housingAllowance', '__proto__'])
      expect(await world.refusalOf(world.engine.handlers['form:open'](anna, { ...other, formId }))).toBe('notFound');
    expect(await world.refusalOf(world.engine.handlers['form:open'](anna, { ...other, formId: 'fpa.studentAid' }))).toBe('wrongState');
  });

  it('is listed and shown to administrators of its agency alone', async () => {
    const { handlers } = world.engine;
    const administrator = (scope: Scope) => {
      const id = 'administrator-1' as AdministratorId;
      return { role: 'administrator', id, scope, connectionId: '', key: `administrator:${id}` } as const;
    };
    const [ofFpa, ofNation, ofPoint] = [
      administrator({ kind: 'agency', agencyId: 'fpa' as AgencyId }),
      administrator({ kind: 'nation' }),
      administrator({ kind: 'point', pointId: 'mikkeli' as PointId }),
    ];
    const listed = async (by: typeof ofFpa) => (await handlers['form:catalogue'](by, {})).forms.map(({ formId }) => formId);
    expect(await listed(ofFpa)).toEqual(['fpa.housingAllowance', 'fpa.studentAid']);
    expect((await listed(ofNation)).length).toBe(6);
    expect(await listed(ofPoint)).toEqual([]);
    const { fields } = await handlers['form:preview'](ofFpa, { formId: 'fpa.studentAid', language: 'fi' });
    expect(fields.find(({ fieldId }) => fieldId === 'handledBy')).toMatchObject({ filledBy: 'expert', kind: 'text' });
    expect(await world.refusalOf(handlers['form:preview'](ofFpa, { formId: 'tax.taxCard', language: 'fi' }))).toBe('notFound');
    expect(await world.refusalOf(handlers['form:preview'](ofFpa, { formId: 'fpa.studentAid', language: 'se' }))).toBe('notFound');
  });

  it('is nobody else’s', async () => {
    const strangers: Person[] = [official('expert-fpa-3'), official('expert-te-1'), { ...customer, id: 'pargas-1' as TerminalId }];
    for (const stranger of strangers) {
      expect(await world.refusalOf(sync(stranger))).toBe('notFound');
      expect(await world.refusalOf(ask('form:update', stranger, { update: 'AAA=' }))).toBe('notFound');
      expect(await world.refusalOf(ask('form:result', stranger, {}))).toBe('notFound');
    }
    documentId = randomUUID();
    expect(await world.refusalOf(sync())).toBe('notFound');
  });

  it('keeps what both write, who wrote it, and refuses what is not theirs to write', async () => {
    await write(anna, 'lastName', 'Åström');
    await write(customer, 'firstNames', 'Áŋŋel');
    await write(customer, 'lastName', 'von ');
    expect([await text('lastName'), await text('firstNames')]).toEqual(['von Åström', 'Áŋŋel']);
    const { state, sequence } = await sync();
    expect(state.filled).toMatchObject({ lastName: { roles: ['expert', 'terminal'], last: 'terminal' }, firstNames: { roles: ['terminal'] } });
    expect(await world.refusalOf(write(customer, 'handledBy', 'x'))).toBe('fieldNotYours');
    expect(await world.refusalOf(ask('form:choose', anna, { fieldId: 'signature', value: 'name:Anna' }))).toBe('fieldNotYours');
    expect(await world.refusalOf(ask('form:choose', anna, { fieldId: 'home', value: 'nowhere' }))).toBe('invalidChoice');
    for (const spoil of [
      (document: Y.Doc) => document.getText('noSuchField').insert(0, 'x'),
      (document: Y.Doc) => document.getText('lastName').insert(0, 'a\u0007'),
      (document: Y.Doc) => document.getText('lastName').insert(0, 'two\nlines'),
      (document: Y.Doc) => document.getText('lastName').insert(0, 'bold', { bold: true }),
      (document: Y.Doc) => document.getText('lastName').insertEmbed(0, { image: 'x' }),
      (document: Y.Doc) => document.getArray('firstNames').insert(0, ['no text']),
      (document: Y.Doc) => document.getText('lastName').setAttribute('hidden', 'x'),
      (document: Y.Doc) => document.getText('more').insert(0, 'x'.repeat(20_001)),
    ])
      expect(await world.refusalOf(write(customer, '', '', spoil))).toBe('formUpdateRefused');
    expect(await world.refusalOf(ask('form:update', customer, { update: 'AAAA' }))).toMatch(/none|formUpdateRefused/);
    expect((await sync()).sequence).toBe(sequence);
    expect(await text('lastName')).toBe('von Åström');
  });

  it('takes a confirmation back when its answer changes, and confirms nothing that has changed meanwhile', async () => {
    await write(anna, 'lastName', 'Berg');
    await ask('form:show', anna, { attention: { kind: 'field', fieldId: 'lastName', purpose: 'ask' } });
    expect(await world.refusalOf(confirm('lastName', 'Borg'))).toBe('formChanged');
    await confirm('lastName', 'Berg');
    expect((await sync()).state).toMatchObject({ confirmed: { lastName: { hash: await valueHash('lastName', 'Berg') } }, attention: null, withdrawn: [] });
    await write(anna, 'lastName', 'W');
    expect((await sync()).state).toMatchObject({ confirmed: {}, withdrawn: ['lastName'] });
    await ask('form:choose', customer, { fieldId: 'loan', value: 'on' });
    await confirm('loan', 'on');
    await ask('form:choose', anna, { fieldId: 'loan', value: null });
    expect((await sync()).state).toMatchObject({ choices: {}, confirmed: {}, withdrawn: ['lastName', 'loan'] });
  });

  it('is handed on when all is there and confirmed, also in the wrap-up, and then nothing of it is left', async () => {
    const written = {
      lastName: 'Åström',
      firstNames: 'Áŋŋel',
      identityCode: '131052-308T',
      school: 'Helsingfors universitet',
      studiesFrom: '1.9.2026',
      signedOn: '1.12.2026',
    };
    for (const [fieldId, letters] of Object.entries(written)) await write(customer, fieldId, letters);
    expect(await world.refusalOf(ask('form:result', anna, {}))).toBe('formNotReady');
    const chosen = { assurance: 'on', signature: 'name:Áŋŋel Åström' };
    for (const [fieldId, value] of Object.entries(chosen)) await ask('form:choose', customer, { fieldId, value });
    expect(await world.refusalOf(ask('form:result', anna, {}))).toBe('formNotReady');
    for (const [fieldId, value] of Object.entries({ ...written, ...chosen })) await confirm(fieldId, value);
    const { fileName, pdf } = await ask('form:result', anna, {});
    expect(fileName).toBe('fpa.studentAid.pdf');
    expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    await write(anna, 'more', 'x'.repeat(601));
    await confirm('more', 'x'.repeat(601));
    expect(await world.refusalOf(ask('form:result', anna, {}))).toBe('formNotReady');
    await write(anna, '', '', (document) => document.getText('more').delete(0, 601));

    await world.engine.calls.command(callId, { type: 'end', endedBy: 'expert', expertId: anna.id }, system);
    expect(await world.refusalOf(sync(customer))).toBe('notFound');
    expect(Buffer.from((await ask('form:result', anna, {})).pdf, 'base64').length).toBeGreaterThan(10_000);
    expect(await rows()).toBe(1);
    await world.engine.calls.command(callId, { type: 'completeWrapUp', expertId: anna.id, outcomeCode: 'settled', referral: null }, system);
    expect(await rows()).toBe(0);
  });

  it('waits with a customer who has lost the expert, and not with one who goes away to be called back', async () => {
    await write(customer, 'lastName', 'Åström');
    await world.engine.presence.disconnected({ role: 'expert', id: anna.id }, `socket-of-${anna.id}`);
    await world.database.transaction((tx) => tx.run(`update calls set due_at = 1, body = jsonb_set(body, '{expert,graceUntil}', '1') where id = $1`, [callId]));
    await world.engine.calls.runDue();
    expect(await world.call(callId)).toMatchObject({ state: 'queued', lostExpertId: anna.id });
    expect(await rows()).toBe(1);
    await world.engine.callbacks.choose(terminalId, callId);
    expect(await world.call(callId)).toMatchObject({ state: 'awaitingCallback' });
    expect(await rows()).toBe(0);
  });

  it('goes along with the customer to a colleague of the same agency, and not to another agency', async () => {
    await write(customer, 'lastName', 'Åström');
    const { asks } = talksAt(world, terminalId);
    const colleague = official('expert-fpa-3');
    const asked = await asks(callId, anna.id, 'fpa.studentAid', colleague.id);
    await accept(world.engine, asked, colleague.id);
    const first = callId;
    expect(await world.refusalOf(sync(colleague))).toBe('notFound');
    await world.engine.consultations.bringIn(anna.id, first);
    await world.engine.consultations.handOver(anna.id, first);
    expect(await world.refusalOf(sync())).toBe('notFound');
    callId = asked;
    expect((await view()).call).toMatchObject({ callId: asked, form: { documentId } });
    expect((await sync(colleague)).state.filled).toMatchObject({ lastName: { last: 'terminal' } });
    await write(customer, 'firstNames', 'Áŋŋel');

    const stranger = official('expert-te-1');
    const next = await asks(callId, colleague.id, 'te.jobSeeker', stranger.id);
    await accept(world.engine, next, stranger.id);
    await world.engine.consultations.bringIn(colleague.id, callId);
    await world.engine.consultations.handOver(colleague.id, callId);
    expect((await view()).call).toMatchObject({ callId: next, form: null });
    callId = next;
    expect(await world.refusalOf(sync(stranger))).toBe('notFound');
  });

  it('is erased with all that is in it when the expert closes it, and what was written for it does not get into the next', async () => {
    await write(customer, 'lastName', 'Åström');
    const old = await sync();
    await ask('form:close', anna, {});
    expect(await rows()).toBe(0);
    expect(await world.refusalOf(ask('form:update', customer, { update: old.update }))).toBe('notFound');
    documentId = randomUUID();
    await ask('form:open', anna, { formId: 'fpa.studentAid', language: 'fi' });
    expect(await text('lastName')).toBe('');
  });
});
