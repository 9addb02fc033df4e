import { Ajv2020 } from 'ajv/dist/2020.js';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiCaller, Permission } from '../../src/common/access.js';
import { isUuid } from '../../src/common/ids.js';
import { Accounts } from '../../src/settings/accounts.js';
import { Settings } from '../../src/settings/settings.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await TestPlatform.start();
});
afterAll(async () => {
  await platform.stop();
});

function call(options: Call) {
  return platform.call(options);
}

describe('settings', () => {
  const url = '/api/v1/settings/dialog.quoteThreshold';

  it('have defaults', () => {
    const settings = platform.app.get(Settings);

    expect(settings.get('dialog.aiLabel')).toBe('（本回答由人工智能生成）');
    expect(settings.get('dialog.quoteThreshold')).toBe(0.8);
    expect(settings.get('dialog.clarifyThreshold')).toBe(0.5);
    expect(settings.get('dialog.lowConfidenceAction')).toBe('handoff');
  });

  it('take a default from the environment, where it has a say, until somebody changes them', async () => {
    const other = await platform.startApp({ LOW_CONFIDENCE_ACTION: 'offer' });
    const action = '/api/v1/settings/dialog.lowConfidenceAction';

    expect((await call({ url: action, on: other })).json()).toMatchObject({ value: 'offer', default: 'offer' });
    const changed = await call({ method: 'PUT', url: action, body: { value: 'handoff' }, on: other });
    expect(changed.json()).toMatchObject({ value: 'handoff', default: 'offer', version: 1 });
    expect((await call({ method: 'PUT', url: action, body: { value: 'ignore' } })).status).toBe(400);
  });

  it('that are changed are live here at once, in another process within 2 s, and in the audit log', async () => {
    const other = await platform.startApp();
    const before = (await call({ url })).json().version;

    const answer = await call({ method: 'PUT', url, body: { value: 0.5, version: before } });

    expect(answer.json()).toMatchObject({ value: 0.5, version: before + 1, default: 0.8, updatedBy: 'admin' });
    expect(platform.app.get(Settings).get('dialog.quoteThreshold')).toBe(0.5);
    await expect.poll(() => other.get(Settings).get('dialog.quoteThreshold'), { timeout: 20_000 }).toBe(0.5);
    const { items } = (await call({ url: '/api/v1/audit/events?action=setting.changed' })).json();
    expect(items[0]).toMatchObject({
      actor: { kind: 'key', id: 'admin' },
      requestId: answer.headers['x-request-id'],
      details: { key: 'dialog.quoteThreshold', after: 0.5, version: before + 1 },
    });
  });

  it('refuse a value of the wrong form, an unknown key and an old version', async () => {
    for (const value of [1.5, -0.1, '0.5', null, [], {}]) {
      expect((await call({ method: 'PUT', url, body: { value } })).status).toBe(400);
    }
    const label = '/api/v1/settings/dialog.aiLabel';
    expect((await call({ method: 'PUT', url: label, body: { value: 'x'.repeat(101) } })).status).toBe(400);
    expect((await call({ url: '/api/v1/settings/toString' })).status).toBe(404);
    expect((await call({ method: 'PUT', url, body: { value: 0.5, version: 99 } })).status).toBe(409);
  });

  it('that two people change at once are changed one after the other', async () => {
    const changes = [0.1, 0.2, 0.3, 0.4].map((value) => call({ method: 'PUT', url, body: { value } }));
    const versions = (await Promise.all(changes)).map((answer) => answer.status);
    const { items } = (await call({ url: '/api/v1/audit/events?action=setting.changed&limit=4' })).json();

    expect(versions).toEqual([200, 200, 200, 200]);
    expect(new Set(items.map((item: { details: { version: number } }) => item.details.version)).size).toBe(4);
  });
});

describe('the history of a setting', () => {
  const url = '/api/v1/settings/cache.answerHours';

  it('tells who changed it from what to what, and an earlier value can be taken again', async () => {
    for (const value of [1, 2, 3]) {
      expect((await call({ method: 'PUT', url, body: { value } })).status).toBe(200);
    }

    const first = (await call({ url: `${url}/versions?limit=2` })).json();
    const rest = (await call({ url: `${url}/versions?limit=2&cursor=${first.nextCursor}` })).json();
    expect([...first.items, ...rest.items]).toEqual(
      [
        [3, 2, 3],
        [2, 1, 2],
        [1, 24, 1],
      ].map(([version, before, after]) => ({
        version,
        before,
        after,
        restoredFrom: null,
        changedBy: 'admin',
        changedAt: expect.stringMatching(/Z$/),
      })),
    );
    expect(rest.nextCursor).toBeNull();

    const restored = await call({ method: 'POST', url: `${url}/versions/1/restoration` });
    expect(restored.json()).toMatchObject({ value: 1, version: 4 });
    expect(restored.headers.etag).toBe('"4"');
    expect((await call({ url: `${url}/versions?limit=1` })).json().items).toMatchObject([
      { version: 4, before: 3, after: 1, restoredFrom: 1 },
    ]);
    for (const version of ['99', '0', 'x', '1e1']) {
      expect((await call({ method: 'POST', url: `${url}/versions/${version}/restoration` })).status).toBe(404);
    }
  });

  it('is kept within bounds', async () => {
    await runAsOwner(
      `insert into settings (key, version, value, updated_by) values ('cache.warmedQuestions', 500, '5', 'admin')`,
    );
    await runAsOwner(
      `insert into setting_versions (key, version, after, changed_by)
       select 'cache.warmedQuestions', version, '5', 'admin' from generate_series(301, 500) version`,
    );
    const warmed = '/api/v1/settings/cache.warmedQuestions';
    await call({ method: 'PUT', url: warmed, body: { value: 6 } });

    const { items } = (await call({ url: `${warmed}/versions?limit=200` })).json();
    expect(items).toHaveLength(200);
    expect(items.at(-1).version).toBe(302);
  });
});

describe('several settings at once', () => {
  const url = '/api/v1/settings';

  it('are changed together', async () => {
    const changes = [
      { key: 'limits.contactPerDay', value: 100 },
      { key: 'limits.contactPerMinute', value: 5 },
    ];
    const { items } = (await call({ method: 'PATCH', url, body: { changes } })).json();
    expect(items).toMatchObject(changes);
    expect(platform.app.get(Settings).get('limits.contactPerMinute')).toBe(5);
  });

  it('are all left as they are when one cannot be changed, and each fault is named', async () => {
    const settings = platform.app.get(Settings);
    const before = settings.list();
    const good = { key: 'limits.totalPerMinute', value: 9 };
    const faulty = [good, { key: 'dialog.aiLabel', value: 7 }, { key: 'limits.contactPerDay', value: -1 }, good];

    const refused = await call({ method: 'PATCH', url, body: { changes: faulty } });
    expect(refused.json()).toEqual(problem(400, 'request.invalid'));
    expect(refused.json().faults).toEqual([
      expect.stringMatching(/^changes\[1\]\.value: /),
      expect.stringMatching(/^changes\[2\]\.value: /),
      'changes[3].key: stands here twice',
    ]);
    const old = { key: 'limits.contactPerDay', value: 1, version: 77 };
    const conflict = await call({ method: 'PATCH', url, body: { changes: [good, old] } });
    expect(conflict.json()).toEqual(problem(409, 'request.conflict'));
    const unknown = [{ key: '__proto__', value: 1 }];
    expect((await call({ method: 'PATCH', url, body: { changes: unknown } })).status).toBe(400);
    expect((await call({ method: 'PATCH', url, body: { changes: [] } })).status).toBe(400);
    expect(settings.list()).toEqual(before);
  });

  it('that two people change in another order do not wait for each other for ever', async () => {
    const changes = [
      { key: 'limits.contactPerDay', value: 50 },
      { key: 'limits.accountPerMinute', value: 60 },
    ];
    const orders = [changes, changes.toReversed(), changes, changes.toReversed()];
    const answers = await Promise.all(orders.map((order) => call({ method: 'PATCH', url, body: { changes: order } })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe('the form of a setting', () => {
  it('is told to programs as a schema that agrees with what is taken', async () => {
    const { items } = (await call({ url: '/api/v1/settings' })).json();
    const ajv = new Ajv2020({ strict: true, formats: { uuid: isUuid } });
    for (const { key, schema, value, default: fallback, group } of items) {
      const takes = ajv.compile(schema);
      expect([key, takes(value), takes(fallback)]).toEqual([key, true, true]);
      expect(key.startsWith(`${group}.`)).toBe(true);
      for (const wrong of [-1, 1.5e9, 'x'.repeat(1_000), [3], null]) {
        const { status } = takes(wrong)
          ? { status: 400 }
          : await call({ method: 'PUT', url: `/api/v1/settings/${key}`, body: { value: wrong } });
        expect([key, wrong, status]).toEqual([key, wrong, 400]);
      }
    }
  });
});

describe('a setting that keeps watch over administrators', () => {
  const permissions = (held: readonly Permission[]): ApiCaller => ({
    kind: 'key',
    id: 'somebody',
    permissions: held,
    reach: 'all',
  });

  it('is not for who may change the others', async () => {
    const settings = platform.app.get(Settings);
    const administrator = permissions(['setting.read', 'setting.write']);
    for (const key of ['retention.eventsMonths', 'audit.purposeRequired', 'privacy.fourEyes'] as const) {
      const { version, value } = settings.describe(key);
      await expect(settings.change(administrator, key, value)).rejects.toMatchObject({ code: 'access.forbidden' });
      await expect(
        settings.changeAll(administrator, [
          { key: 'limits.contactPerDay', value: 1 },
          { key, value },
        ]),
      ).rejects.toMatchObject({ code: 'access.forbidden' });
      expect(settings.describe(key)).toMatchObject({ version, value });
    }
    const officer = permissions(['audit.manage']);
    await settings.change(officer, 'retention.eventsMonths', 48);
    await expect(settings.change(officer, 'limits.contactPerDay', 1)).rejects.toMatchObject({
      code: 'access.forbidden',
    });
  });

  it('has an address of its own', async () => {
    const answer = await call({ method: 'PUT', url: '/api/v1/audit/settings/privacy.fourEyes', body: { value: true } });
    expect(answer.json()).toMatchObject({ value: true, permission: 'audit.manage' });
  });
});

describe('accounts', () => {
  const url = '/api/v1/accounts';
  const body = {
    kind: 'wecom-app',
    name: 'HR',
    parameters: { corpId: 'ww1', agentId: 7 },
    secrets: { secret: 'very-secret', token: 'token7', encodingAesKey: AES_KEY },
  };

  it('are created, changed and removed, audited, and never show a secret', async () => {
    const created = await call({ method: 'POST', url, body });
    const { id } = created.json();

    expect(created.status).toBe(201);
    expect(created.json()).toEqual({
      id,
      kind: 'wecom-app',
      name: 'HR',
      parameters: body.parameters,
      enabled: true,
      version: 1,
    });
    expect(platform.app.get(Accounts).byId(id)?.secrets).toEqual(body.secrets);

    const changed = await call({
      method: 'PUT',
      url: `${url}/${id}`,
      body: { name: 'People', enabled: false, version: 1 },
    });
    expect(changed.json()).toMatchObject({ name: 'People', enabled: false, version: 2 });
    expect(platform.app.get(Accounts).byId(id)?.secrets).toEqual(body.secrets);

    const secrets = { ...body.secrets, secret: 'another-very-secret' };
    const replaced = await call({
      method: 'PUT',
      url: `${url}/${id}`,
      body: { name: 'People', enabled: false, secrets },
      headers: { 'if-match': changed.headers.etag ?? '' },
    });
    expect(replaced.headers.etag).toBe('"3"');
    const history = await call({ url: `${url}/${id}/versions` });
    expect(history.text).not.toMatch(/very-secret|token7|encodingAesKey/);
    expect(history.json().items).toMatchObject([
      { version: 3, name: 'People', enabled: false, secretsChanged: true, changedBy: 'admin' },
      { version: 2, name: 'People', enabled: false, secretsChanged: false },
      { version: 1, name: 'HR', enabled: true, secretsChanged: true },
    ]);

    const all = await call({ url });
    expect(all.json().items).toHaveLength(1);
    for (const { text } of [created, changed, all]) {
      expect(text).not.toMatch(/very-secret|token7|encodingAesKey/);
    }

    expect((await call({ method: 'DELETE', url: `${url}/${id}` })).status).toBe(204);
    expect((await call({ url: `${url}/${id}` })).status).toBe(404);
    const { items } = (await call({ url: `/api/v1/audit/events?accountId=${id}` })).json();
    expect(items.map((item: { action: string }) => item.action)).toEqual([
      'account.deleted',
      'account.updated',
      'account.updated',
      'account.created',
    ]);
  });

  it('refuse the same app twice, an old version, and what is not an account', async () => {
    const { id } = (await call({ method: 'POST', url, body })).json();

    expect((await call({ method: 'POST', url, body })).json()).toEqual(problem(409, 'request.conflict'));
    const stale = { method: 'PUT', url: `${url}/${id}`, body: { name: 'x', enabled: true } } as const;
    expect((await call({ ...stale, headers: { 'if-match': '"9"' } })).json()).toEqual(
      problem(412, 'request.precondition-failed'),
    );
    expect((await call({ method: 'DELETE', url: `${url}/${id}`, headers: { 'if-match': '"9"' } })).status).toBe(412);
    const old = { name: 'People', enabled: true, version: 9 };
    expect((await call({ method: 'PUT', url: `${url}/${id}`, body: old })).status).toBe(409);
    expect((await call({ url: `${url}/nonsense` })).status).toBe(400);
    const faulty = { ...body, parameters: { corpId: 'ww1', agentId: 'x' }, secrets: { ...body.secrets, token: '' } };
    const answer = await call({ method: 'POST', url, body: faulty });
    expect(answer.json().faults).toEqual([
      expect.stringMatching(/^parameters\.agentId: /),
      expect.stringMatching(/^secrets\.token: /),
    ]);
    expect((await call({ method: 'DELETE', url: `${url}/${id}` })).status).toBe(204);
  });

  it('that have messages cannot be removed', async () => {
    const { id } = (await call({ method: 'POST', url, body })).json();
    await runAsOwner(
      `insert into inbox (id, account_id, contact_id, external_id, dedupe_key, content, sent_at, request_id)
       values (gen_random_uuid(), '${id}', gen_random_uuid(), 'alice', '1', '{}', now(), 'r')`,
    );

    expect((await call({ method: 'DELETE', url: `${url}/${id}` })).json()).toEqual(problem(409, 'request.conflict'));
    expect((await call({ url: `${url}/${id}` })).status).toBe(200);
  });

  it('of the environment are stored at start, and rewritten only when something changed', async () => {
    const environment = {
      WECOM_CORP_ID: 'ww2',
      WECOM_AGENT_ID: '1000002',
      WECOM_SECRET: 'first secret',
      WECOM_TOKEN: 'token',
      WECOM_ENCODING_AES_KEY: AES_KEY,
    };
    const starts = await Promise.all([platform.startApp(environment), platform.startApp(environment)]);
    const [first, second] = starts.map((each) => each.get(Accounts).first('wecom-app'));
    expect(first).toMatchObject({ version: 1, parameters: { corpId: 'ww2', agentId: 1_000_002 } });
    expect(second).toEqual(first);

    const renewed = await platform.startApp({ ...environment, WECOM_SECRET: 'second secret' });
    expect(renewed.get(Accounts).first('wecom-app')).toMatchObject({
      id: first?.id,
      version: 2,
      secrets: { secret: 'second secret' },
    });
    await expect.poll(() => starts[0]?.get(Accounts).byId(first?.id ?? '')?.version, { timeout: 20_000 }).toBe(2);

    const { items } = (await call({ url: `/api/v1/audit/events?accountId=${first?.id}` })).json();
    expect(items.map((item: { action: string }) => item.action)).toEqual(['account.updated', 'account.created']);
  });
});

describe('the list of audit events', () => {
  it('is paged, newest first, without gaps or repetitions', async () => {
    for (let index = 0; index < 3; index += 1) {
      await call({ method: 'PUT', url: '/api/v1/settings/dialog.aiLabel', body: { value: `label ${index}` } });
    }
    const url = '/api/v1/audit/events?action=setting.changed';
    const whole: { id: string }[] = (await call({ url: `${url}&limit=200` })).json().items;
    const paged: { id: string }[] = [];
    let cursor: string | null = null;
    do {
      const page = (await call({ url: `${url}&limit=2${cursor === null ? '' : `&cursor=${cursor}`}` })).json();
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(whole.length).toBeGreaterThanOrEqual(3);
    expect(paged).toEqual(whole);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=nonsense', 'accountId=1', 'from=yesterday', 'unknown=1'])(
    'refuses %s',
    async (query) => {
      expect((await call({ url: `/api/v1/audit/events?${query}` })).json()).toEqual(problem(400, 'request.invalid'));
    },
  );
});

async function runAsOwner(sql: string): Promise<void> {
  const client = new Client({ connectionString: platform.database.ownerUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
