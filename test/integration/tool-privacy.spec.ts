import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccountId, asId, type ContactId, type ConversationId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { FlowRuns } from '../../src/dialog/flows/flow-runs.js';
import type { FlowRun } from '../../src/dialog/flows/flow-state.js';
import { FlowsModule } from '../../src/dialog/flows/flows.module.js';
import type { PendingToolCall, ToolKit } from '../../src/dialog/tools/tool-kit.js';
import { Tools } from '../../src/dialog/tools/tools.js';
import { Vault } from '../../src/privacy/vault/vault.js';
import { Accounts } from '../../src/settings/accounts.js';
import { ScriptedSystem } from '../setup/scripted-system.js';
import { TestPlatform } from '../setup/test-platform.js';

const PHONE = '13912345678';

let platform: TestPlatform;
let system: ScriptedSystem;

beforeAll(async () => {
  system = await ScriptedSystem.start();
  const environment = { TOOL_PRIVATE_HOSTS: '127.0.0.1' };
  platform = await TestPlatform.start((config) => [FlowsModule.forRoot(config)], environment);
  await platform.call({
    method: 'POST',
    url: '/api/v1/accounts',
    body: {
      kind: 'wecom-app',
      name: 'app',
      parameters: { corpId: 'ww1', agentId: 1 },
      secrets: { secret: 's', token: 't', encodingAesKey: 'k'.repeat(43) },
    },
  });
  await platform.call({
    method: 'POST',
    url: '/api/v1/tools',
    body: {
      name: 'call_back',
      description: 'Has somebody call the contact.',
      parameters: {
        type: 'object',
        properties: {
          phone: { type: 'string', title: '电话', pattern: '^1\\d{10}$', personalData: true },
          note: { type: 'string' },
          other: { type: 'integer' },
        },
        required: ['phone'],
      },
      method: 'POST',
      url: `${system.origin}/calls`,
      auth: { kind: 'none' },
      response: {},
    },
  });
});
beforeEach(() => {
  system.requests.length = 0;
  system.next.length = 0;
});
afterAll(async () => {
  await platform.stop();
  await system.stop();
});

function accountId(): AccountId {
  return platform.app.get(Accounts).list()[0]?.id ?? asId('');
}

interface Person {
  id: ConversationId;
  contactId: ContactId;
}

const rows = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  platform.app.get(Database).rows<Row>(sql, values);

async function newPerson(): Promise<Person> {
  const contactId = asId<ContactId>(randomUUID());
  const id = asId<ConversationId>(randomUUID());
  await rows(`insert into contacts (id, account_id, external_id) values ($1, $2, $3)`, [
    contactId,
    accountId(),
    contactId,
  ]);
  await rows(`insert into conversations (id, contact_id, account_id) values ($1, $2, $3)`, [
    id,
    contactId,
    accountId(),
  ]);
  return { id, contactId };
}

/** The placeholder of his number. */
function tell({ contactId }: Person, text: string): Promise<string[]> {
  const vault = platform.app.get(Vault);
  return platform.app.get(Database).transaction((tx) => vault.protect(tx, contactId, [text]));
}

function kitOf(person?: Person): ToolKit {
  const whom = person && { contactId: person.contactId, conversationId: person.id };
  return platform.app.get(Tools).available({ accountId: accountId(), ...whom });
}

const options = (callKey: string = randomUUID()) => ({
  callKey,
  signal: new AbortController().signal,
  deadlineMs: 60_000,
});

const sent = () => system.requests.map(({ body }) => JSON.parse(body));

async function storedCall(): Promise<{ arguments: unknown; outcome: unknown }> {
  const [row] = await rows<{ arguments: unknown; outcome: unknown }>(
    'select arguments, outcome from tool_calls order by started_at desc limit 1',
  );
  return row ?? { arguments: undefined, outcome: undefined };
}

describe('an argument of a tool', () => {
  it('is the original where the tool may see it, else the placeholder, and never stored', async () => {
    const person = await newPerson();
    const args = JSON.stringify({ phone: PHONE, note: `打 ${PHONE}，找王芳女士`, other: 13_912_345_679 });
    const key = randomUUID();
    system.next.push({ kind: 'json', body: { said: `回拨 ${PHONE}` } });
    const first = await kitOf(person).call('call_back', args, options(key));
    const again = await kitOf(person).call('call_back', args, options(key));

    expect(sent()).toEqual([{ phone: PHONE, note: '打 〔手机号·1〕，找〔姓名·1〕女士', other: '〔手机号·2〕' }]);
    expect(first).toEqual({ ok: true, result: { said: `回拨 ${PHONE}` }, text: expect.stringContaining(PHONE) });
    expect(again).toEqual(first);
    const stored = await storedCall();
    expect(JSON.stringify(stored)).not.toMatch(/139123|王芳/);
    expect(stored).toMatchObject({
      arguments: { phone: '〔手机号·1〕' },
      outcome: { result: { said: '回拨 〔手机号·1〕' } },
    });
  });

  it('is filled in before it is checked, with what its contact told and nobody else', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    expect(await tell(person, PHONE)).toEqual(['〔手机号·1〕']);
    const args = JSON.stringify({ phone: '〔手机号·1〕', note: '〔手机号·1〕' });
    system.next.push({ kind: 'json', body: {} });

    expect(await kitOf(person).call('call_back', args, options())).toMatchObject({ ok: true });
    expect(await kitOf(other).call('call_back', args, options())).toMatchObject({
      ok: false,
      reason: 'invalid-arguments',
    });
    expect(sent()).toEqual([{ phone: PHONE, note: '〔手机号·1〕' }]);

    const filled = await kitOf(person).filled('call_back', args);
    expect(kitOf(person).prepare('call_back', filled, { callKey: 'k', language: 'zh-Hans' })).toMatchObject({
      ok: true,
    });
    expect(await kitOf(person).filled('call_back', 'no JSON')).toBe('no JSON');
  });

  it('is stored no more once its contact is being erased, whatever the tool says then', async () => {
    const person = await newPerson();
    await tell(person, PHONE);
    system.next.push({ kind: 'hang', after: 'headers' });
    const before = system.requests.length;
    const stop = new AbortController();
    const calling = kitOf(person).call('call_back', JSON.stringify({ phone: PHONE }), {
      ...options(),
      signal: stop.signal,
      deadlineMs: 1_000,
    });
    await vi.waitFor(() => expect(system.requests.length).toBeGreaterThan(before), { timeout: 25_000 });
    await rows(`update conversations set state = 'ended', end_reason = 'erased', ended_at = now() where id = $1`, [
      person.id,
    ]);
    await rows('delete from tool_calls where conversation_id = $1', [person.id]);
    await platform.app.get(Database).transaction((tx) => platform.app.get(Vault).forget(tx, person.contactId));

    await expect(calling).rejects.toThrow('the conversation was erased');
    const next = JSON.stringify({ phone: '13912345699', note: '打 13912345688' });
    await expect(kitOf(person).call('call_back', next, options())).rejects.toThrow('the conversation was erased');
    expect(await rows('select 1 from tool_calls where contact_id = $1', [person.contactId])).toEqual([]);
    expect(await rows('select 1 from vault_entries where contact_id = $1', [person.contactId])).toEqual([]);
    expect(await rows('select sealed from contact_keys where contact_id = $1', [person.contactId])).toEqual([
      { sealed: null },
    ]);
  });

  it('of a call without a contact is kept by nobody', async () => {
    system.next.push({ kind: 'json', body: { said: PHONE } });
    const args = JSON.stringify({ phone: PHONE, note: `打 ${PHONE}` });

    expect(await kitOf().call('call_back', args, options())).toMatchObject({ ok: true, result: { said: PHONE } });
    expect(sent()).toEqual([{ phone: PHONE, note: '打 〔手机号〕' }]);
    expect(await storedCall()).toMatchObject({
      arguments: { phone: '〔手机号〕' },
      outcome: { result: { said: '〔手机号〕' } },
    });
  });

  it('is shown to models without our mark', () => {
    const [definition] = kitOf().definitions;
    expect(definition?.parameters).toMatchObject({ properties: { phone: { title: '电话' } }, required: ['phone'] });
    expect(JSON.stringify(definition)).not.toContain('personalData');
  });
});

describe('what a flow was told', () => {
  const run: FlowRun = {
    kind: 'flow',
    flow: 'call-back',
    step: 'ask',
    slots: { phone: PHONE, name: '请找我叫王芳', count: 3 },
    failures: 0,
    asides: 0,
    moves: 1,
    confirmed: false,
    asksTool: false,
    timeoutMinutes: 30,
  };
  const pending: PendingToolCall = {
    kind: 'tool-confirmation',
    tool: 'call_back',
    arguments: JSON.stringify({ phone: PHONE, note: '"引号"' }),
    callKey: 'k/1',
    question: `要回拨 ${PHONE} 吗？`,
    asides: 0,
  };

  const store = (person: Person, state: FlowRun | PendingToolCall | null): Promise<void> =>
    platform.app.get(Database).transaction((tx) => platform.app.get(FlowRuns).store(tx, person, state));

  const stored = async ({ id }: Person): Promise<string> => {
    const [row] = await rows<{ state: string }>('select state::text from flow_runs where conversation_id = $1', [id]);
    return row?.state ?? '';
  };

  it.each([
    ['slots', { ...run, suspended: { ...run, flow: 'outer' } }],
    ['arguments', pending],
  ])('comes back, and is stored without personal data: %s', async (_what, state) => {
    const person = await newPerson();
    await store(person, state);

    expect(await stored(person)).toContain('〔手机号·1〕');
    expect(await stored(person)).not.toMatch(/1391234|王芳/);
    expect(await platform.app.get(FlowRuns).of(person)).toEqual(state);
  });

  it('is gone with the vault of its contact', async () => {
    const person = await newPerson();
    await store(person, run);
    await platform.app.get(Database).transaction((tx) => platform.app.get(Vault).forget(tx, person.contactId));

    expect(await platform.app.get(FlowRuns).of(person)).toMatchObject({ slots: { phone: '〔手机号〕', count: 3 } });
    await store(person, null);
    expect(await platform.app.get(FlowRuns).isIn(person.id)).toBe(false);
  });
});
