import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asId, type ContactId, newId } from '../../src/common/ids.js';
import { sealUnder } from '../../src/common/sealing.js';
import { SecretBox } from '../../src/common/secret-box.js';
import { Database } from '../../src/database/database.js';
import { Vault } from '../../src/privacy/vault/vault.js';
import { MasterKeyModule } from '../../src/privacy/master-key/master-key.module.js';
import { MasterKeys } from '../../src/privacy/master-key/master-keys.js';
import { Resealing } from '../../src/privacy/master-key/resealing.js';
import { Accounts } from '../../src/settings/accounts.js';
import { TestPlatform } from '../setup/test-platform.js';

type App = TestPlatform['app'];

const [first, second, third] = [newKey(), newKey(), newKey()];
const ACCOUNT = {
  kind: 'wecom-app',
  name: 'app',
  parameters: { corpId: 'ww1', agentId: 1 },
  secrets: { secret: 's', token: 't', encodingAesKey: 'k' },
  enabled: true,
} as const;
const KEY = { kind: 'key', id: 'admin', permissions: [], reach: 'all' } as const;
const wrongKey = expect.objectContaining({ code: 'secret.master-key-wrong' });

let platform: TestPlatform;

beforeEach(async () => {
  platform = await TestPlatform.start((config) => [MasterKeyModule.forRoot(config)], { MASTER_KEY: first });
});

afterEach(() => platform.stop());

function newKey(): string {
  return randomBytes(32).toString('base64');
}

/** One more process on the same database. */
const start = (MASTER_KEY: string, ...further: string[]): Promise<App> =>
  platform.startApp({ MASTER_KEY, ...(further.length > 0 && { MASTER_KEY_PREVIOUS: further.join(', ') }) });

const keyIdIn = (app: App): string => app.get(SecretBox).keyId;

async function storeSecrets(app: App): Promise<ContactId> {
  const account = await app.get(Accounts).create(KEY, ACCOUNT);
  const contactId = newId<ContactId>();
  const database = app.get(Database);
  await database.run(`insert into contacts (id, account_id, external_id) values ($1, $2, 'alice')`, [
    contactId,
    account.id,
  ]);
  await database.transaction((tx) => app.get(Vault).protect(tx, contactId, ['13912345678']));
  return contactId;
}

const progressOf = async (app: App): Promise<Record<string, unknown>> =>
  (await platform.call({ url: '/api/v1/privacy/master-key', on: app })).json();

it('seals everything again under a new key while the program runs, and says how far it is', async () => {
  const contactId = await storeSecrets(platform.app);
  const next = await start(second, first);
  const [oldId, newKeyId] = [keyIdIn(platform.app), keyIdIn(next)];

  expect(await progressOf(next)).toMatchObject({
    keyId: newKeyId,
    waiting: 2,
    keys: [
      { keyId: newKeyId, isHere: true, isCurrent: true, sealed: 0, retiredAt: null },
      { keyId: oldId, isHere: true, isCurrent: false, sealed: 2, retiredAt: null },
    ],
  });
  await next.get(Resealing).run();
  expect(await progressOf(next)).toMatchObject({
    waiting: 0,
    keys: [
      { keyId: newKeyId, sealed: 2 },
      { keyId: oldId, sealed: 0, retiredAt: expect.any(String) },
    ],
  });

  const alone = await start(second);
  expect(alone.get(Accounts).list()).toMatchObject([{ secrets: ACCOUNT.secrets }]);
  expect(await alone.get(Vault).fill(alone.get(Database), contactId, ['〔手机号·1〕'])).toEqual(['13912345678']);
});

it('lets processes with the old key and the new one work side by side', async () => {
  const prepared = await start(first, second);
  const next = await start(second, first);
  const contactId = await storeSecrets(next);
  await prepared.get(Resealing).run(); // the newest key counts: it leaves everything as it is

  expect(await prepared.get(Vault).fill(prepared.get(Database), contactId, ['〔手机号·1〕'])).toEqual(['13912345678']);
  expect(await progressOf(next)).toMatchObject({ waiting: 0 });
});

it('takes the key that came last for the newest, though the clock was set back', async () => {
  await storeSecrets(platform.app);
  await platform.app.get(Database).run(`update master_keys set current_since = clock_timestamp() + interval '1 day'`);
  const next = await start(second, first);
  await next.get(Resealing).run();

  expect(await progressOf(next)).toMatchObject({ waiting: 0 });
});

it('refuses to start with another key, and overwrites nothing', async () => {
  await storeSecrets(platform.app);
  const before = await rowsOf('accounts', 'contact_keys', 'master_keys');

  await expect(start(second)).rejects.toEqual(wrongKey);
  await expect(start(second, third)).rejects.toThrow(keyIdIn(platform.app));
  expect(await rowsOf('accounts', 'contact_keys', 'master_keys')).toEqual(before);
});

it('refuses to start without an old key under which something is still sealed', async () => {
  await storeSecrets(platform.app);
  await start(second, first);

  await expect(start(second)).rejects.toEqual(wrongKey);
});

it('recognises a key by more than its id', async () => {
  await platform.app.get(Database).run('update master_keys set proof = $1', [randomBytes(32)]);

  await expect(start(first)).rejects.toEqual(wrongKey);
});

it('seals again what the first releases and the other suite sealed', async () => {
  const contactId = await storeSecrets(platform.app);
  const [account] = platform.app.get(Accounts).list();
  const context = `account/${account?.id}`;
  const ofFirstRelease = sealUnder(
    'aes-256-gcm',
    Buffer.from(first, 'base64'),
    JSON.stringify(ACCOUNT.secrets),
    context,
  );
  await platform.app
    .get(Database)
    .run('update accounts set secrets = $1', [Buffer.concat([Buffer.of(1), ofFirstRelease])]);
  const next = await platform.startApp({ MASTER_KEY: first, VAULT_SUITE: 'sm4-cbc-hmac-sm3' });

  expect(await progressOf(next)).toMatchObject({ waiting: 2, nameless: 1 });
  await next.get(Resealing).run();
  expect(await progressOf(next)).toMatchObject({ waiting: 0, nameless: 0 });
  expect((await start(first)).get(Accounts).list()).toMatchObject([{ secrets: ACCOUNT.secrets }]);
  expect(await platform.app.get(Vault).fill(platform.app.get(Database), contactId, ['〔手机号·1〕'])).toEqual([
    '13912345678',
  ]);
});

it('leaves what does not open as it is, and keeps its key', async () => {
  const contactId = await storeSecrets(platform.app);
  const next = await start(second, first);
  await platform.app.get(Database).run('update contact_keys set sealed = sealed || $1', [Buffer.of(0)]);
  await next.get(Resealing).run();

  expect(await progressOf(next)).toMatchObject({ waiting: 1, keys: [{ sealed: 1 }, { sealed: 1, retiredAt: null }] });
  expect(await rowsOf('contact_keys')).toMatchObject([[{ contact_id: asId(contactId), forgotten_at: null }]]);
});

it('says in the audit log which key came and which one went', async () => {
  await storeSecrets(platform.app);
  const next = await start(second, first);
  await next.get(Resealing).run();
  await next.get(Resealing).run();
  await next.get(MasterKeys).introduce();

  const events = await platform.app
    .get(Database)
    .rows<{ action: string; details: { keyId: string } }>(
      `select action, details from audit_events where action like 'master-key.%' order by id`,
    );
  expect(events.map(({ action, details }) => [action, details.keyId])).toEqual([
    ['master-key.introduced', keyIdIn(platform.app)],
    ['master-key.introduced', keyIdIn(next)],
    ['master-key.retired', keyIdIn(platform.app)],
  ]);
});

async function rowsOf(...tables: string[]): Promise<unknown[][]> {
  const source = await new DataSource({ type: 'postgres', url: platform.database.ownerUrl }).initialize();
  try {
    return await Promise.all(tables.map((table) => source.query<unknown[]>(`select * from ${table} order by 1`)));
  } finally {
    await source.destroy();
  }
}
