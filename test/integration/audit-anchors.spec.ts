import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnchorSinks } from '../../src/audit/seals/anchors/anchor-sinks.js';
import { Anchoring } from '../../src/audit/seals/anchors/anchoring.js';
import { readAnchors } from '../../src/audit/seals/anchors/file-anchors.js';
import { type AuditAlert, AuditAlerts } from '../../src/audit/seals/audit-alerts.js';
import { ScriptedBucket } from '../setup/scripted-bucket.js';
import { TestAudit } from '../setup/test-audit.js';

const WAIT = { timeout: 25_000, interval: 50 };

let audit: TestAudit;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-anchors-'));
});
afterEach(async () => {
  await audit.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function sealed(): Promise<void> {
  await audit.record(2);
  await audit.seal();
}

/** As if the time between two tries were over. */
async function anchor(): Promise<void> {
  await audit.rows('update audit_anchors set due_at = clock_timestamp()');
  await audit.get(Anchoring).run();
}

async function lastIn(file: string): Promise<number> {
  let last = 0;
  for await (const { seal } of existsSync(file) ? readAnchors(file) : []) {
    last = seal;
  }
  return last;
}

async function states(): Promise<{ sink: string; seal: number; failures: number; reason: string | null }[]> {
  return (await audit.platform.call({ url: '/api/v1/audit/anchors' })).json().items;
}

async function health(): Promise<unknown> {
  return (await audit.platform.call({ url: '/health/ready' })).json().degraded;
}

describe('the file of anchors', () => {
  it('grows by a line, and shows that the tail was cut off', async () => {
    const file = join(folder, 'anchors.jsonl');
    audit = await TestAudit.start({ AUDIT_ANCHOR_FILE: file });
    await sealed();
    await anchor();
    await sealed();
    await anchor();
    await anchor();

    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seal }) => seal)).toEqual([1, 2]);
    expect(await audit.verify({ anchors: readAnchors(file) })).toMatchObject({ fault: null, anchors: 2 });

    await audit.rows(`alter table audit_seals disable trigger all; alter table audit_links disable trigger all;
      alter table audit_events disable trigger all;
      delete from audit_events where id in (select event_id from audit_links where sequence > (select last_sequence from audit_seals where number = 1));
      delete from audit_links where sequence > (select last_sequence from audit_seals where number = 1);
      delete from audit_seals where number = 2; delete from audit_anchors`);
    expect((await audit.verify()).fault).toBeNull();
    expect((await audit.verify({ anchors: readAnchors(file) })).fault).toMatchObject({ code: 'tail-missing', seal: 2 });
  });

  it('that was cut off in a line goes on in the next one', async () => {
    const file = join(folder, 'anchors.jsonl');
    audit = await TestAudit.start({ AUDIT_ANCHOR_FILE: file });
    await sealed();
    await anchor();
    truncateSync(file, 40);
    await sealed();
    await anchor();

    const read = [];
    for await (const { seal } of readAnchors(file)) {
      read.push(seal);
    }
    expect(read).toEqual([2]);
  });

  it('on a full disk is told, is tried again, and sealing goes on', async () => {
    audit = await TestAudit.start({ AUDIT_ANCHOR_FILE: '/dev/full' });
    const alerts: AuditAlert[] = [];
    audit.get(AuditAlerts).register((alert) => {
      alerts.push(alert);
      return Promise.resolve();
    });
    for (let n = 0; n < 4; n += 1) {
      await sealed();
      await anchor();
    }

    expect(await states()).toMatchObject([
      { sink: 'file', seal: 0, failures: 4, reason: expect.stringContaining('ENOSPC') },
    ]);
    expect(alerts).toMatchObject([{ event: 'audit.anchor-failing', data: { sink: 'file' } }]);
    expect(await health()).toContain('audit-anchors');
    expect(await audit.verify()).toMatchObject({ fault: null, seals: 4 });
  });

  it('has the last seal once there is room again, however long that took', async () => {
    const file = join(folder, 'anchors.jsonl');
    symlinkSync('/dev/full', file);
    audit = await TestAudit.start({ AUDIT_ANCHOR_FILE: file });
    await sealed();
    await anchor();
    await audit.rows(`update audit_anchors set failures = 60, failed_since = failed_since - interval '1 hour'`);
    await anchor();
    const [rest] = await audit.rows<{ seconds: number }>(
      'select extract(epoch from due_at - clock_timestamp())::float8 as seconds from audit_anchors',
    );
    expect(rest?.seconds).toBeLessThanOrEqual(300); // it is tried every five minutes, however often it failed
    await sealed();
    rmSync(file);
    await anchor();

    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    expect(await states()).toMatchObject([{ sink: 'file', seal: 2, failures: 0, reason: null }]);
    expect(await health()).not.toContain('audit-anchors');
    expect(await audit.verify({ anchors: readAnchors(file) })).toMatchObject({ fault: null, seals: 2, anchors: 1 });
  });

  it('grows on while another place of anchors takes requests and answers none', async () => {
    const file = join(folder, 'anchors.jsonl');
    const bucket = await ScriptedBucket.start();
    bucket.hangs = true;
    audit = await TestAudit.start({ ROLE: 'all', AUDIT_ANCHOR_FILE: file, ...anchorBucket(bucket) });
    await audit.record();
    await expect.poll(() => bucket.unanswered).toBe(1);
    for (let n = 0; n < 3; n += 1) {
      const before = await lastIn(file);
      await audit.record();
      await expect.poll(() => lastIn(file)).toBeGreaterThan(before);
    }

    expect(bucket.unanswered).toBe(1);
    expect(await health()).not.toContain('audit-anchors');
    await bucket.stop();
  });
});

describe('a place of anchors', () => {
  it('is left to others soon when a process was killed with it', async () => {
    audit = await TestAudit.start();
    const holding = Promise.withResolvers<void>();
    audit.get(AnchorSinks).register({ name: 'each second', everySeconds: 1, anchor: () => holding.promise });
    audit.get(AnchorSinks).register({ name: 'each hour', everySeconds: 3_600, anchor: () => holding.promise });
    await sealed();
    const anchoring = audit.get(Anchoring).run();
    const leases = await vi.waitFor(async () => {
      const rows = await audit.rows<{ sink: string; seconds: number }>(
        `select sink, extract(epoch from due_at - clock_timestamp())::float8 as seconds from audit_anchors
          where sink like 'each %' order by sink desc`,
      );
      expect(rows).toHaveLength(2);
      return rows.map(({ seconds }) => seconds);
    }, WAIT);
    holding.resolve();
    await anchoring;

    expect(leases[0]).toBeLessThanOrEqual(10);
    expect(leases[1]).toBeLessThanOrEqual(60);
  });
});

describe('a bucket of anchors', () => {
  it('gets the last seal, locked where that is asked for', async () => {
    const bucket = await ScriptedBucket.start();
    audit = await TestAudit.start({ ...anchorBucket(bucket), AUDIT_S3_LOCK_DAYS: '180' });
    await sealed();
    await anchor();
    await bucket.stop();

    const [[key, bytes] = ['', Buffer.alloc(0)]] = bucket.objects;
    expect(key).toBe('/kefu/audit-anchors/000000000001.json');
    expect(JSON.parse(bytes.toString())).toMatchObject({ seal: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('that cannot be reached is tried again until it can, while seals go on', async () => {
    const bucket = await ScriptedBucket.start();
    audit = await TestAudit.start({ ...anchorBucket(bucket), AUDIT_S3_ENDPOINT: await nobody() });
    for (let n = 0; n < 3; n += 1) {
      await sealed();
      await anchor();
    }
    const failing = (await states()).find(({ sink }) => sink === 'bucket');
    expect(failing).toMatchObject({ seal: 0, failures: 3 });
    expect(await health()).toContain('audit-anchors');
    const [row] = await audit.rows<{ rests: boolean }>(
      `select due_at > clock_timestamp() + interval '1 second' as rests from audit_anchors where sink = 'bucket'`,
    );
    expect(row?.rests).toBe(true);

    const other = await audit.platform.startApp({ ROLE: 'web', ...anchorBucket(bucket) });
    await audit.rows('update audit_anchors set due_at = clock_timestamp()');
    await other.get(Anchoring).run();
    await bucket.stop();
    expect((await states()).find(({ sink }) => sink === 'bucket')).toMatchObject({
      seal: 3,
      failures: 0,
      reason: null,
    });
    expect(await health()).not.toContain('audit-anchors');
  });
});

function anchorBucket(bucket: ScriptedBucket): Record<string, string> {
  return Object.fromEntries(
    Object.entries(bucket.environment).map(([name, value]) => [name.replace('MEDIA_', 'AUDIT_'), value]),
  );
}

/** An address that nobody listens at. */
async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}
