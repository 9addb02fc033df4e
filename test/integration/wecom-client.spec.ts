import { tmpdir } from 'node:os';
import { inspect } from 'node:util';
import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditModule } from '../../src/audit/audit.module.js';
import { MediaExchange } from '../../src/channels/wecom-app/media-exchange.js';
import { WecomAppChannel } from '../../src/channels/wecom-app/wecom-app-channel.js';
import { CommonModule } from '../../src/common/common.module.js';
import { HealthRegistry } from '../../src/common/health-registry.js';
import { type AccountId, newId } from '../../src/common/ids.js';
import { Metrics } from '../../src/common/metrics.js';
import { SecretBox } from '../../src/common/secret-box.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Database } from '../../src/database/database.js';
import { ChannelRegistry, type DeliveryResult } from '../../src/messaging/channel.js';
import { FolderStore } from '../../src/messaging/media/folder-store.js';
import { MediaLibrary } from '../../src/messaging/media/media-library.js';
import { MediaStore } from '../../src/messaging/media/media-store.js';
import { MediaUploads } from '../../src/messaging/media/media-uploads.js';
import type { Account } from '../../src/settings/account.js';
import { AccountRows } from '../../src/settings/account-rows.js';
import { DetectionModule } from '../../src/privacy/detection/detection.module.js';
import { SettingsModule } from '../../src/settings/settings.module.js';
import { demoApp } from '../../src/simulator/simulated-app.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { AccessTokens } from '../../src/wecom/access-tokens.js';
import { MemberQuota } from '../../src/wecom/member-quota.js';
import { WecomClient } from '../../src/wecom/wecom-client.js';
import { TokenRefusedError, WecomUnreachableError } from '../../src/wecom/wecom-errors.js';
import { FileTooLargeError, WecomHttp } from '../../src/wecom/wecom-http.js';
import { WecomModule } from '../../src/wecom/wecom.module.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

const SEND = '/cgi-bin/message/send';

let database: TestDatabase;
let simulator: WecomSimulator;
/** The platform's clock. */
let now: number;
/** Two processes on one database. */
let one: TestingModule;
let two: TestingModule;
let account: Account;
let logged: string[];

const keptLog = (...parts: unknown[]): void => {
  logged.push(inspect(parts, { depth: 10 }));
};
const logger: LoggerService = { log: keptLog, error: keptLog, warn: keptLog };

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  now = Date.now();
  logged = [];
  simulator = await WecomSimulator.start({ now: () => now });
  [one, two] = [await startProcess(), await startProcess()];
  account = await createAccount();
});

afterEach(async () => {
  await one.close();
  await two.close();
  await simulator.stop();
});

async function startProcess(): Promise<TestingModule> {
  const config = loadConfig(
    {
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATABASE_URL: database.url,
      WECOM_API_BASE_URL: simulator.apiBaseUrl,
    },
    tmpdir(),
  );
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      CommonModule,
      DatabaseModule.forRoot(database.url),
      AuditModule,
      SettingsModule,
      DetectionModule,
      WecomModule,
    ],
    providers: [
      ChannelRegistry,
      { provide: MediaStore, useValue: new FolderStore(tmpdir()) },
      MediaLibrary,
      MediaUploads,
      MediaExchange,
      WecomAppChannel,
    ],
  })
    .setLogger(logger)
    .compile();
  module.enableShutdownHooks();
  return module.init();
}

async function createAccount(secret: string = demoApp.secret): Promise<Account> {
  const { corpId, agentId, token, encodingAesKey } = demoApp;
  const created: Account = {
    id: newId<AccountId>(),
    kind: 'wecom-app',
    name: 'test',
    parameters: { corpId, agentId },
    secrets: { secret, token, encodingAesKey },
    enabled: true,
    version: 1,
  };
  await new AccountRows(one.get(SecretBox)).insert(one.get(Database), created);
  return created;
}

function textTo(externalId: string, text = '您好', sequence = 1n): string {
  return one.get(WecomAppChannel).render({ account, externalId }, { type: 'text', text }, sequence);
}

function deliver(request: string, externalId = 'alice', from = one): Promise<DeliveryResult> {
  return from.get(WecomAppChannel).deliver({ account, externalId }, request);
}

async function errcodes(members: readonly string[], sequence = 1n): Promise<number[]> {
  const calls = members.map(async (member, n) => {
    const request = textTo(member, '您好', sequence);
    const { errcode } = await (n % 2 === 0 ? one : two).get(WecomClient).call(account, SEND, request);
    return errcode;
  });
  return Promise.all(calls);
}

const fifty = Array.from({ length: 50 }, (_, n) => `member${n}`);
const fiftyZeros = Array.from({ length: 50 }, () => 0);

describe('the access token', () => {
  it('is fetched once by two processes with 50 calls at once, and kept sealed', async () => {
    expect(await errcodes(fifty)).toEqual(fiftyZeros);
    expect(simulator.tokenRequests).toBe(1);
    const token = await one.get(AccessTokens).get(account);
    expect(await two.get(AccessTokens).get(account)).toBe(token);
    const [row] = await one.get(Database).rows<{ token: Buffer }>('select token from wecom_access_tokens');
    expect(row?.token.toString('latin1')).not.toContain(token);
  });

  it('is renewed once when it was revoked, and every call repeated', async () => {
    await errcodes(fifty);
    simulator.revokeTokens();
    expect(await errcodes(fifty, 2n)).toEqual(fiftyZeros);
    expect(simulator.tokenRequests).toBe(2);
    expect(simulator.accepted).toHaveLength(100);
  });

  it('is renewed when WeCom says that it expired', async () => {
    await errcodes(['alice']);
    now += 7_200_000;
    expect(await errcodes(['bob', 'carol'])).toEqual([0, 0]);
    expect(simulator.tokenRequests).toBe(2);
  });

  it('is renewed five minutes before it expires', async () => {
    await errcodes(['alice', 'bob']);
    const [row] = await one.get(Database).rows<{ seconds: number }>(
      `select extract(epoch from renew_at - clock_timestamp())::float8 as seconds
         from wecom_access_tokens where account_id = $1`,
      [account.id],
    );
    expect(row?.seconds).toBeGreaterThan(6_800);
    expect(row?.seconds).toBeLessThanOrEqual(6_900);
    await one.get(Database).run('update wecom_access_tokens set renew_at = clock_timestamp()');
    const three = await startProcess();
    expect((await three.get(WecomClient).call(account, SEND, textTo('carol'))).errcode).toBe(0);
    await three.close();
    expect(simulator.tokenRequests).toBe(2);
  });

  it('is not renewed again for a call that was refused with an older one', async () => {
    const old = await one.get(AccessTokens).get(account);
    await two.get(AccessTokens).get(account);
    const renewed = await one.get(AccessTokens).renew(account, old);
    expect(renewed).not.toBe(old);
    expect(await two.get(AccessTokens).renew(account, old)).toBe(renewed);
    expect(simulator.tokenRequests).toBe(2);
  });

  it('that is refused again after it was renewed ends the call, which is tried later', async () => {
    simulator.nextReplies.push({ errcode: 40014 }, { errcode: 42001 });
    expect(await deliver(textTo('alice'))).toEqual({ outcome: 'retry', reason: 'errcode-42001' });
    expect(simulator.tokenRequests).toBe(2);
  });

  it('is fetched by another process when the one that set out to fetch it died', async () => {
    await one.get(Database).run(
      `insert into wecom_access_tokens (account_id, account_version, claimed_until)
       values ($1, 1, clock_timestamp() + interval '300 milliseconds')`,
      [account.id],
    );
    expect(await errcodes(['alice', 'bob'])).toEqual([0, 0]);
    expect(simulator.tokenRequests).toBe(1);
  });

  it('is not asked for again when it was refused, until the account was changed', async () => {
    const wrong = await createAccount('not the secret');
    for (const process of [one, two, one]) {
      const call = process.get(WecomClient).call(wrong, SEND, textTo('alice'));
      await expect(call).rejects.toThrow(expect.objectContaining({ name: 'TokenRefusedError', errcode: 40001 }));
    }
    expect(simulator.tokenRequests).toBe(1);
    const result = await one.get(WecomAppChannel).deliver({ account: wrong, externalId: 'alice' }, textTo('alice'));
    expect(result).toEqual({ outcome: 'retry', reason: 'gettoken-errcode-40001', afterMs: expect.any(Number) });
    expect(await wecomHealth()).toEqual({ status: 'degraded', accounts: `${wrong.id}: gettoken-errcode-40001` });

    const right = { ...wrong, secrets: account.secrets, version: 2 };
    expect((await one.get(WecomClient).call(right, SEND, textTo('alice'))).errcode).toBe(0);
    expect(await wecomHealth()).toEqual({ status: 'up' });
  });

  it('that could not be fetched is fetched soon after', async () => {
    simulator.nextTokenReplies.push('drop');
    expect(await deliver(textTo('alice'))).toMatchObject({ outcome: 'retry' });
    await expect.poll(() => deliver(textTo('alice')), { timeout: 20_000 }).toMatchObject({ outcome: 'delivered' });
    expect(simulator.tokenRequests).toBe(1);
  });
});

async function wecomHealth(): Promise<unknown> {
  const check = one.get(HealthRegistry).all();
  return check.find(({ name }) => name === 'wecom')?.check();
}

describe('a delivery', () => {
  it('is delivered with the id of WeCom, and counted', async () => {
    const result = await deliver(textTo('alice', '营业时间\u0001？'));
    expect(simulator.accepted).toEqual([expect.objectContaining({ touser: 'alice', text: '营业时间？' })]);
    expect(result).toEqual({ outcome: 'delivered', externalId: simulator.accepted[0]?.msgid });
    expect(await one.get(Metrics).registry.metrics()).toContain(`kefu_wecom_calls_total{path="${SEND}",errcode="0"} 1`);
  });

  it('arrives once when it is repeated, and twice when the same words are meant twice', async () => {
    simulator.nextReplies.push('drop-after');
    expect(await deliver(textTo('alice', 'ok', 7n))).toMatchObject({ outcome: 'retry' });
    expect(await deliver(textTo('alice', 'ok', 7n))).toMatchObject({ outcome: 'delivered' });
    expect(simulator.accepted).toHaveLength(1);
    expect(await deliver(textTo('alice', 'ok', 8n))).toMatchObject({ outcome: 'delivered' });
    expect(simulator.accepted).toHaveLength(2);
  });

  it.each<[number, DeliveryResult]>([
    [-1, { outcome: 'retry', reason: 'errcode--1' }],
    [6000, { outcome: 'retry', reason: 'errcode-6000' }],
    [45009, { outcome: 'retry', reason: 'errcode-45009', afterMs: 60_000 }],
    [45033, { outcome: 'retry', reason: 'errcode-45033' }],
    [40056, { outcome: 'rejected', reason: 'errcode-40056' }],
    [60111, { outcome: 'rejected', reason: 'errcode-60111' }],
    [45002, { outcome: 'rejected', reason: 'errcode-45002' }],
    [301007, { outcome: 'rejected', reason: 'errcode-301007' }],
    [123456, { outcome: 'rejected', reason: 'errcode-123456' }],
  ])('that is answered with errcode %i is retried or rejected by the table', async (errcode, result) => {
    simulator.nextReplies.push({ errcode });
    expect(await deliver(textTo('alice'))).toEqual(result);
  });

  it('to a member outside the scope is rejected', async () => {
    simulator.outsideScope.add('eve');
    expect(await deliver(textTo('Eve'), 'Eve')).toEqual({ outcome: 'rejected', reason: 'errcode-81013' });
    const both = textTo('alice').replace('"alice"', '"alice|Eve"');
    expect(await deliver(both, 'Eve')).toEqual({ outcome: 'rejected', reason: 'errcode-81013' });
  });

  it('is retried when WeCom does not answer, and tells it in the health report', async () => {
    await one.get(AccessTokens).get(account);
    one.get(WecomHttp).timeoutMs = 100;
    simulator.nextReplies.push({ status: 502 }, { status: 200 }, 'drop', { delayMs: 60_000 });
    const results = [];
    for (let n = 0; n < 4; n++) {
      results.push(await deliver(textTo('alice')));
    }
    expect(results).toEqual([
      { outcome: 'retry', reason: 'unreachable: http-502' },
      { outcome: 'retry', reason: 'unreachable: not-json' },
      { outcome: 'retry', reason: 'unreachable: UND_ERR_SOCKET' },
      { outcome: 'retry', reason: 'unreachable: timeout' },
    ]);
    expect(await wecomHealth()).toMatchObject({ status: 'degraded' });
    one.get(WecomHttp).timeoutMs = 10_000;
    expect(await deliver(textTo('alice'))).toMatchObject({ outcome: 'delivered' });
    expect(await wecomHealth()).toEqual({ status: 'up' });
  });

  it('leaves neither token nor secret in logs and errors, but the address that WeCom does not trust', async () => {
    const token = await one.get(AccessTokens).get(account);
    const wrong = await createAccount('a wrong secret');
    const faults = ['drop', { status: 500 }, { errcode: 40014 }, { errcode: 40014 }] as const;
    const errmsg = `not allow to access from your ip, hint: [1], from ip: 203.0.113.9, more info at https://a.cn/?e=60020`;
    simulator.nextReplies.push(...faults, { errcode: 60020, errmsg });
    const caught: unknown[] = [];
    for (const tried of [account, account, account, account, wrong]) {
      await one
        .get(WecomClient)
        .call(tried, SEND, textTo('alice'))
        .catch((error: unknown) => caught.push(error));
    }
    expect(caught).toEqual([
      expect.any(WecomUnreachableError),
      expect.any(WecomUnreachableError),
      expect.any(TokenRefusedError),
    ]);
    const told = [...logged, inspect(caught, { depth: 20, showHidden: true })].join('\n');
    expect(told).toContain('203.0.113.9');
    for (const secret of [token, await one.get(AccessTokens).get(account), demoApp.secret, 'a wrong secret']) {
      expect(told).not.toContain(secret);
      expect(told).not.toContain(encodeURIComponent(secret));
    }
  });
});

describe('a file', () => {
  const file = { name: '报价 "1".txt', mime: 'text/plain', bytes: Buffer.from('三千元整') };

  it('is uploaded and downloaded, though the token was revoked meanwhile', async () => {
    const client = one.get(WecomClient);
    const { errcode, media_id: mediaId } = await client.upload(account, 'file', file);
    expect(errcode).toBe(0);
    simulator.revokeTokens();
    expect(await client.download(account, String(mediaId), 1_000)).toEqual({
      bytes: file.bytes,
      name: expect.stringContaining('报价'),
      contentType: 'application/octet-stream',
    });
    simulator.revokeTokens();
    expect(await client.upload(account, 'file', file)).toMatchObject({ errcode: 0 });
  });

  it('that WeCom does not take or does not have is answered with the errcode', async () => {
    const client = one.get(WecomClient);
    expect(await client.upload(account, 'image', file)).toMatchObject({ errcode: 40123 });
    expect(await client.download(account, 'unknown', 1_000)).toMatchObject({ errcode: 40007 });
    expect(await wecomHealth()).toEqual({ status: 'up' });
  });

  it('is not read beyond what was asked for, nor from a gateway', async () => {
    const client = one.get(WecomClient);
    const { media_id: mediaId } = await client.upload(account, 'file', file);
    await expect(client.download(account, String(mediaId), 5)).rejects.toBeInstanceOf(FileTooLargeError);
    simulator.nextReplies.push({ status: 502 });
    await expect(client.download(account, String(mediaId), 1_000)).rejects.toMatchObject({ reason: 'http-502' });
  });
});

describe("a member's quota", () => {
  const countGranted = (results: readonly { granted: boolean }[]): number =>
    results.filter(({ granted }) => granted).length;

  it('grants 30 a minute to all processes together, whatever the case of the id', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 === 0 ? one : two).get(MemberQuota).reserve(account.id, n % 3 === 0 ? 'ALICE' : 'alice'),
      ),
    );
    expect(countGranted(results)).toBe(30);
    expect(await one.get(MemberQuota).reserve(account.id, 'bob')).toMatchObject({ granted: true });
  });

  it('makes a delivery wait until the oldest of 30 has left the window, by the time it was answered', async () => {
    const quota = one.get(MemberQuota);
    for (let n = 0; n < 30; n++) {
      await quota.reserve(account.id, 'alice');
    }
    const result = await deliver(textTo('alice'));
    expect(result).toEqual({ outcome: 'quota', afterMs: expect.any(Number) });
    expect(result.outcome === 'quota' && result.afterMs > 60_000 && result.afterMs <= 65_000).toBe(true);
    expect(simulator.accepted).toEqual([]);

    await age(account.id, 66);
    const granted = await quota.reserve(account.id, 'alice');
    expect(granted).toMatchObject({ granted: true });
    await age(account.id, 3_600);
    await quota.complete(granted.granted ? granted.id : newId());
    expect(await youngest(account.id)).toBeLessThan(60);
  });

  it('grants 1,000 an hour, and forgets what is older', async () => {
    await one.get(Database).run(
      `insert into wecom_member_sends (id, account_id, member, sent_at)
       select gen_random_uuid(), $1, 'alice', clock_timestamp() - interval '30 minutes' from generate_series(1, 1000)`,
      [account.id],
    );
    const quota = one.get(MemberQuota);
    const refused = await quota.reserve(account.id, 'alice');
    expect(refused.granted ? 0 : Math.round(refused.afterMs / 60_000)).toBe(30);
    expect(await quota.purge()).toBe(0);
    await age(account.id, 3 * 3_600);
    expect(await quota.reserve(account.id, 'alice')).toMatchObject({ granted: true });
    expect(await quota.purge()).toBeGreaterThanOrEqual(1_000);
    expect(await quota.reserve(account.id, 'alice')).toMatchObject({ granted: true });
  });
});

async function age(accountId: AccountId, seconds: number): Promise<void> {
  await one
    .get(Database)
    .run(`update wecom_member_sends set sent_at = sent_at - $2 * interval '1 second' where account_id = $1`, [
      accountId,
      seconds,
    ]);
}

/** Seconds since the last send. */
async function youngest(accountId: AccountId): Promise<number> {
  const [row] = await one.get(Database).rows<{ seconds: number }>(
    `select extract(epoch from clock_timestamp() - max(sent_at))::float8 as seconds
       from wecom_member_sends where account_id = $1`,
    [accountId],
  );
  return row?.seconds ?? Infinity;
}
