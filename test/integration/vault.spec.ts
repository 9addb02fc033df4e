import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppConfig } from '../../src/config/app-config.js';
import { asId, type ContactId, newId } from '../../src/common/ids.js';
import { SecretBox } from '../../src/common/secret-box.js';
import { Database, type Tx } from '../../src/database/database.js';
import { PersonalData } from '../../src/privacy/detection/personal-data.js';
import { Vault } from '../../src/privacy/vault/vault.js';
import { TestPlatform } from '../setup/test-platform.js';

let platform: TestPlatform;
let database: Database;
let vault: Vault;

beforeAll(async () => {
  platform = await TestPlatform.start(() => []);
  database = platform.app.get(Database);
  vault = platform.app.get(Vault);
});

afterAll(() => platform.stop());

async function contact(): Promise<ContactId> {
  const [id, accountId] = [newId<ContactId>(), newId()];
  await database.run(
    `insert into accounts (id, kind, name, parameters, secrets) values ($1, 'wecom-app', 'a', '{}', $2)`,
    [accountId, platform.app.get(SecretBox).seal('{}', `account/${accountId}`)],
  );
  await database.run('insert into contacts (id, account_id, external_id) values ($1, $2, $3)', [id, accountId, id]);
  return id;
}

const protect = (id: ContactId, ...texts: string[]): Promise<string[]> =>
  database.transaction((tx) => vault.protect(tx, id, texts));
const fill = (id: ContactId, ...texts: string[]): Promise<string[]> => vault.fill(database, id, texts);
const forget = (id: ContactId): Promise<void> => database.transaction((tx) => vault.forget(tx, id));

/** The vault of a process whose operator wants another suite. */
function vaultWith(suite: 'aes-256-gcm' | 'sm4-cbc-hmac-sm3'): Vault {
  const config = platform.app.get(AppConfig);
  const environment = { ...config.environment, VAULT_SUITE: suite };
  const box = new SecretBox(config.masterKey, { suite });
  return new Vault(platform.app.get(PersonalData), box, new AppConfig(environment, '/', keysOf(config)));
}

function keysOf({ masterKey }: AppConfig): { masterKey: string; adminApiKey: undefined } {
  return { masterKey: masterKey.toString('base64'), adminApiKey: undefined };
}

describe('protect', () => {
  it('numbers what a contact writes, each value once, in whatever way it is written', async () => {
    const alice = await contact();

    expect(await protect(alice, '打13912345678或13800138000', '邮箱a@b.cn')).toEqual([
      '打〔手机号·1〕或〔手机号·2〕',
      '邮箱〔邮箱·1〕',
    ]);
    expect(await protect(alice, '还是 +86 139-1234-5678', '新的15900001111，A@B.CN')).toEqual([
      '还是 〔手机号·1〕',
      '新的〔手机号·3〕，〔邮箱·1〕',
    ]);
  });

  it('leaves what is protected already', async () => {
    const alice = await contact();
    const once = await protect(alice, '打13912345678');

    expect(await protect(alice, ...once)).toEqual(once);
  });

  it('runs no statement for texts without personal data or placeholders', async () => {
    const refusing: Tx = {
      rows: () => Promise.reject(new Error('a statement ran')),
      run: () => Promise.reject(new Error('a statement ran')),
      atCommit: () => undefined,
      afterCommit: () => undefined,
    };

    const plain = ['几点开门？', '见国发〔2023〕5号', '〔手机号〕', ''];

    expect(await vault.protect(refusing, newId(), plain)).toEqual(plain);
    expect(await vault.fillJson(refusing, newId(), plain)).toEqual(plain);
  });

  it('stores nothing in clear, and nothing that tells two contacts with one number', async () => {
    const [alice, bob] = [await contact(), await contact()];
    await protect(alice, '13911112222');
    await protect(bob, '13911112222');

    const rows = await database.rows<{ digest: Buffer; sealed: Buffer }>(
      'select digest, sealed from vault_entries where contact_id = any($1)',
      [[alice, bob]],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]?.digest.equals(rows[1]?.digest ?? Buffer.alloc(0))).toBe(false);
    expect(rows.filter(({ sealed }) => sealed.includes('13911112222'))).toEqual([]);
  });

  it('stores nothing when the transaction fails', async () => {
    const alice = await contact();
    const failing = database.transaction(async (tx) => {
      await vault.protect(tx, alice, ['13912345678']);
      throw new Error('the turn failed');
    });

    await expect(failing).rejects.toThrow('the turn failed');
    expect(await database.rows('select 1 from vault_entries where contact_id = $1', [alice])).toEqual([]);
  });

  it('gives one number to one value, though many write it at once', async () => {
    const alice = await contact();
    const written = await Promise.all(
      Array.from({ length: 12 }, (_, index) => protect(alice, `13912345678和1380013800${index % 4}`)),
    );

    expect(new Set(written.map(([text]) => text?.split('和')[0]))).toEqual(new Set([written[0]?.[0]?.split('和')[0]]));
    const filled = await Promise.all(written.map((texts) => fill(alice, ...texts)));
    expect(filled.flat()).toEqual(written.map((_, index) => `13912345678和1380013800${index % 4}`));
    const [row] = await database.rows<{ entries: number }>('select entries from contact_keys where contact_id = $1', [
      alice,
    ]);
    expect(row).toEqual({ entries: 5 });
  });

  it('keeps a contact’s vault bounded: what comes beyond is masked without a number', async () => {
    const alice = await contact();
    await protect(alice, '13912345678');
    await database.run('update contact_keys set entries = 10000 where contact_id = $1', [alice]);
    await database.run(
      `insert into vault_entries (contact_id, kind, number, digest, sealed)
       select $1, '订单号', n, n::text::bytea, '' from generate_series(1, 9999) as n`,
      [alice],
    );
    expect(await protect(alice, '13912345678，13800138000')).toEqual(['〔手机号·1〕，〔手机号〕']);

    await database.run('delete from vault_entries where contact_id = $1 and number > 9998', [alice]);
    expect(await protect(alice, '13800138000')).toEqual(['〔手机号·2〕']);
  });
});

describe('fill', () => {
  it('gives a contact his own back, as he wrote them, and nobody else’s', async () => {
    const [alice, bob] = [await contact(), await contact()];
    await protect(alice, '打 139-1234-5678');
    await protect(bob, '打13800138000');

    expect(await fill(alice, '已拨打〔手机号·1〕', '〔手机号·2〕或〔邮箱·1〕')).toEqual([
      '已拨打139-1234-5678',
      '〔手机号〕或〔邮箱〕',
    ]);
    expect(await fill(bob, '已拨打〔手机号·1〕')).toEqual(['已拨打13800138000']);
    expect(await fill(await contact(), '已拨打〔手机号·1〕')).toEqual(['已拨打〔手机号〕']);
  });

  it('gives a text with every kind of personal data back as it was', async () => {
    const alice = await contact();
    const values = ['13912345678', '010-62345678', '11010519491231002X', '4111 1111 1111 1111', 'a@b.cn', '京A12345'];
    const text = `我叫张伟，住北京市海淀区中关村大街1号3单元502室，护照E12345678，还有${values.join('，')}`;
    const [masked = ''] = await protect(alice, text);

    expect([...values, 'E12345678', '张伟', '中关村大街'].filter((value) => masked.includes(value))).toEqual([]);
    expect(await fill(alice, masked)).toEqual([text]);
  });

  it('does not open an entry that somebody moved to another contact or number', async () => {
    const [alice, bob] = [await contact(), await contact()];
    await protect(alice, '13912345678和13800138000');
    await protect(bob, '13911112222');
    await database.run(
      `update vault_entries set sealed = (select sealed from vault_entries where contact_id = $1 and number = 1)
        where (contact_id = $1 and number = 2) or contact_id = $2`,
      [alice, bob],
    );

    expect(await fill(bob, '〔手机号·1〕')).toEqual(['〔手机号〕']);
    expect(await fill(alice, '〔手机号·1〕或〔手机号·2〕')).toEqual(['13912345678或〔手机号〕']);
  });
});

describe('protectJson and fillJson', () => {
  it('change every string but the names for machines, and give the value back as it was', async () => {
    const alice = await contact();
    const value = {
      type: 'link',
      title: '我的号13912345678',
      mediaId: '13912345678',
      items: [{ text: 'a@b.cn', size: 13_912_345_678, none: null, yes: true }],
    };
    const isMachineName = (key: string): boolean => key === 'mediaId';
    const protectedValue = await database.transaction((tx) => vault.protectJson(tx, alice, value, isMachineName));

    expect(protectedValue).toEqual({
      ...value,
      title: '我的号〔手机号·1〕',
      items: [{ ...value.items[0], text: '〔邮箱·1〕' }],
    });
    expect(await vault.fillJson(database, alice, protectedValue, isMachineName)).toEqual(value);
  });
});

describe('forget', () => {
  it('leaves nothing to fill, and gives no number a second time', async () => {
    const alice = await contact();
    await protect(alice, '13912345678');
    await forget(alice);
    await forget(alice);

    expect(await fill(alice, '〔手机号·1〕')).toEqual(['〔手机号〕']);
    expect(await database.rows('select 1 from vault_entries where contact_id = $1', [alice])).toEqual([]);
    expect(await database.rows('select sealed from contact_keys where contact_id = $1', [alice])).toEqual([
      { sealed: null },
    ]);
    expect(await protect(alice, '13912345678')).toEqual(['〔手机号·2〕']);
    expect(await fill(alice, '〔手机号·1〕〔手机号·2〕')).toEqual(['〔手机号〕13912345678']);
  });

  it('knows contacts who have no vault', async () => {
    const alice = await contact();
    await forget(alice);

    expect(await database.rows('select 1 from contact_keys where contact_id = $1', [alice])).toEqual([]);
  });
});

describe('suites', () => {
  it('go on reading and writing what the other one began', async () => {
    const [alice, bob] = [await contact(), await contact()];
    const sm = vaultWith('sm4-cbc-hmac-sm3');
    await database.transaction((tx) => sm.protect(tx, alice, ['13912345678']));
    await protect(bob, '13800138000');

    expect(await protect(alice, '13912345678，a@b.cn')).toEqual(['〔手机号·1〕，〔邮箱·1〕']);
    expect(await fill(alice, '〔手机号·1〕〔邮箱·1〕')).toEqual(['13912345678a@b.cn']);
    expect(await sm.fill(database, bob, ['〔手机号·1〕'])).toEqual(['13800138000']);
    const suites = await database.rows('select contact_id, suite from contact_keys where contact_id = any($1)', [
      [alice, bob],
    ]);
    expect(suites).toEqual(
      expect.arrayContaining([
        { contact_id: asId(alice), suite: 'sm4-cbc-hmac-sm3' },
        { contact_id: asId(bob), suite: 'aes-256-gcm' },
      ]),
    );
  });
});
