import { hash, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditLog } from '../../src/audit/audit-log.js';
import { SYSTEM } from '../../src/common/access.js';
import { AppConfig } from '../../src/config/app-config.js';
import { Database } from '../../src/database/database.js';
import { SearchRuns } from '../../src/audit/reviews/search-runs.js';
import { type AuditExportId, newId } from '../../src/common/ids.js';
import { ExportFiles } from '../../src/audit/exports/export-files.js';
import { ExportProgress, OvertakenError } from '../../src/audit/exports/export-progress.js';
import { ExportWriter } from '../../src/audit/exports/export-writer.js';
import { runProgram } from '../setup/command.js';
import { problem } from '../setup/test-platform.js';
import { type Answer, TestProgram } from '../setup/test-program.js';

const WAIT = { timeout: 30_000, interval: 50 };
const purpose = '2026 年第四季度合规抽查';
let desk: TestProgram;

beforeAll(async () => {
  desk = await TestProgram.start();
  await desk.ask('alice', '我的手机13912345678，怎么退款');
});
afterAll(() => desk.stop());

async function exported(body: Record<string, unknown>): Promise<Answer['body']> {
  const { status, body: created } = await desk.api('POST', '/api/v1/audit/exports', { purpose, ...body });
  expect(status).toBe(202);
  return finished(created.id);
}

async function finished(id: string): Promise<Answer['body']> {
  let job: Answer['body'];
  await vi.waitFor(async () => {
    ({ body: job } = await desk.api('GET', `/api/v1/audit/exports/${id}`));
    expect(['queued', 'running']).not.toContain(job.status);
  }, WAIT);
  return job;
}

async function fileOf(id: string): Promise<Buffer> {
  const response = await fetch(`${desk.program.url}/api/v1/audit/exports/${id}/file`, {
    headers: { authorization: 'Bearer test-admin-api-key' },
  });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function actionsOf(id: string): Promise<string[]> {
  const rows = await desk.rows<{ action: string }>(
    `select action from audit_events where details->>'auditExportId' = $1 order by at, id`,
    [id],
  );
  return rows.map(({ action }) => action);
}

describe('an export', () => {
  it('is a file with what was found, masked, counted, signed and recorded', async () => {
    const job = await exported({ format: 'jsonl', filters: { action: 'message.*' } });
    const file = await fileOf(job.id);
    const lines = file
      .toString()
      .trim()
      .split('\n')
      .map((line): Answer['body'] => JSON.parse(line));

    expect(job).toMatchObject({
      status: 'completed',
      progress: 1,
      truncated: false,
      failure: null,
      bytes: file.length,
    });
    expect(lines).toHaveLength(job.processed);
    expect(lines.map(({ action }) => action)).toContain('message.received');
    expect(file.toString()).not.toContain('13912345678');
    expect(file.toString()).toContain('怎么退款');
    const { body: signature } = await desk.api('GET', `/api/v1/audit/exports/${job.id}/signature`);
    expect(signature.signed.trim().split('\n').at(-1)).toBe(hash('sha256', file));
    expect(
      verify(null, Buffer.from(signature.signed), signature.publicKey, Buffer.from(signature.signature, 'base64')),
    ).toBe(true);
    expect(await actionsOf(job.id)).toEqual([
      'audit.export-requested',
      'audit.export-completed',
      'audit.export-downloaded',
    ]);
  });

  it('is checked against its signature by whoever has no more than the file that verifies packages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kefu-export-'));
    const { id } = await exported({ format: 'pdf' });
    const { body: signature } = await desk.api('GET', `/api/v1/audit/exports/${id}/signature`);
    writeFileSync(join(folder, 'report.pdf'), await fileOf(id));
    writeFileSync(join(folder, 'other.pdf'), Buffer.concat([await fileOf(id), Buffer.from('\n')]));
    writeFileSync(join(folder, 'signature.json'), JSON.stringify(signature));
    const forged = { ...signature, signed: signature.signed.replace('pdf', 'csv') };
    writeFileSync(join(folder, 'forged.json'), JSON.stringify(forged));
    const check = (...args: string[]) =>
      runProgram(process.execPath, [resolve('tools/verify-audit-package.mjs'), ...args], { cwd: folder });

    const proven = await check('report.pdf', '--signature', 'signature.json', '--key', signature.keyId);
    expect(proven).toMatchObject({ code: 0, stdout: expect.stringMatching(/^export .+\nsigned with .+\nPROVEN\n$/) });
    for (const [args, reason] of [
      [['other.pdf', '--signature', 'signature.json'], 'the file is not the one that was signed'],
      [['report.pdf', '--signature', 'forged.json'], 'the signature is wrong'],
      [['report.pdf', '--signature', 'signature.json', '--key', 'a'.repeat(64)], 'is not the one that you named'],
    ] as const) {
      expect(await check(...args)).toMatchObject({ code: 1, stdout: expect.stringContaining(reason) });
    }
    expect(await check('report.pdf', '--signature', 'nowhere.json')).toMatchObject({ code: 2 });
    rmSync(folder, { recursive: true });
  });

  it('is a CSV that spreadsheets take for texts', async () => {
    await desk.program.app
      .get(AuditLog, { strict: false })
      .recordAlone(
        { actor: SYSTEM, purpose: '=HYPERLINK("http://x")' },
        { action: 'operator.presence-changed', details: { operatorId: newId(), from: 'x', to: 'y', reason: 'r' } },
      );
    const job = await exported({ format: 'csv', filters: { action: 'operator.presence-changed' } });
    const text = (await fileOf(job.id)).toString();

    expect(text.startsWith('\uFEFFat,id,action,')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('is a report that people read, in Chinese', async () => {
    const job = await exported({ format: 'pdf', filters: { action: 'message.received' } });
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await fileOf(job.id))), {
      mergePages: true,
    });

    expect(text.replaceAll(/\s/g, '')).toContain('审计报告Auditreport');
    expect(text).toContain('合规抽查');
    expect(text.replaceAll(/\s/g, '')).toContain('怎么退款');
    expect(text).not.toContain('13912345678');
    expect(text).toContain('message.received：1');
  });

  it('is a package that proves its events', async () => {
    await vi.waitFor(async () => {
      const [{ count } = { count: 1 }] = await desk.rows<{ count: number }>(
        'select count(*)::int as count from audit_unsealed',
      );
      expect(count).toBe(0);
    }, WAIT);
    const job = await exported({ format: 'package', filters: { action: 'message.*' } });
    const lines = (await fileOf(job.id))
      .toString()
      .trim()
      .split('\n')
      .map((line): Answer['body'] => JSON.parse(line));

    expect(lines[0]).toMatchObject({ type: 'package', format: 'wecom-kefu-audit' });
    expect(lines.at(-1)).toMatchObject({ type: 'end', events: job.processed });
  });

  it('of nothing is an empty file', async () => {
    const job = await exported({ format: 'jsonl', filters: { contactId: newId() } });
    expect(job).toMatchObject({ status: 'completed', processed: 0, bytes: 0 });
    expect((await fileOf(job.id)).length).toBe(0);
  });

  it('whose filters find nothing by themselves fails and says why', async () => {
    const job = await exported({ format: 'jsonl', filters: { text: '退' } });
    expect(job).toMatchObject({ status: 'failed', failure: { code: 'request.invalid' } });
    expect((await desk.api('GET', `/api/v1/audit/exports/${job.id}/file`)).body).toEqual(
      problem(410, 'audit.export-gone'),
    );
  });

  it('is refused without a purpose, or for what there is not', async () => {
    for (const body of [
      { format: 'jsonl' },
      { format: 'xlsx', purpose },
      { format: 'package', subject: 'reviews', purpose },
      { format: 'jsonl', subject: 'reviews', filters: {}, purpose },
      { format: 'jsonl', filters: { nothing: 'known' }, purpose },
      { format: 'jsonl', filters: { from: '2026-02-01', to: '2026-01-01' }, purpose },
    ]) {
      expect((await desk.api('POST', '/api/v1/audit/exports', body)).body, JSON.stringify(body)).toEqual(
        problem(400, 'request.invalid'),
      );
    }
    expect((await desk.api('GET', `/api/v1/audit/exports/${newId()}`)).status).toBe(404);
  });

  it('that is cancelled leaves no file, before it is finished or afterwards', async () => {
    const { body: queued } = await desk.api('POST', '/api/v1/audit/exports', { purpose, format: 'jsonl' });
    expect((await desk.api('DELETE', `/api/v1/audit/exports/${queued.id}`)).status).toBe(204);
    expect(['cancelled', 'expired']).toContain((await finished(queued.id)).status);
    const completed = await exported({ format: 'jsonl' });
    await desk.api('DELETE', `/api/v1/audit/exports/${completed.id}`);

    expect((await desk.api('GET', `/api/v1/audit/exports/${completed.id}`)).body.status).toBe('expired');
    expect((await desk.api('GET', `/api/v1/audit/exports/${completed.id}/file`)).status).toBe(410);
    const folder = join(desk.program.app.get(AppConfig, { strict: false }).dataDir, 'audit-exports');
    await vi.waitFor(() => {
      const names = readdirSync(folder).filter((name) => name.startsWith(queued.id) || name.startsWith(completed.id));
      expect(names).toEqual([]);
    }, WAIT);
    expect(await actionsOf(completed.id)).toContain('audit.export-removed');
  });

  it('that is cancelled half way is left alone by whoever writes it', async () => {
    const id = newId<AuditExportId>();
    await desk.rows(
      `insert into audit_exports (id, subject, format, filters, purpose, created_by, request_id, updated_at)
       values ($1, 'events', 'jsonl', '{}', 'a test', '{"kind":"system"}', 'r', clock_timestamp() + interval '1 hour')`,
      [id],
    );
    const get = <T>(service: abstract new (...parameters: never[]) => T): T =>
      desk.program.app.get<T>(service, { strict: false });
    const row = await get(ExportProgress).begin(id);
    if (row === undefined) {
      throw new TypeError('nobody else knows of it');
    }
    const file = await get(ExportFiles).begin(id, row.attempts);
    await desk.api('DELETE', `/api/v1/audit/exports/${id}`);
    await expect(get(ExportWriter).write(row, file, new AbortController().signal)).rejects.toThrow(OvertakenError);
    await file.remove();
    expect((await desk.api('GET', `/api/v1/audit/exports/${id}`)).body.status).toBe('cancelled');
    expect(await actionsOf(id)).toEqual(['audit.export-cancelled']);
  });

  it('whose writer was killed is begun again', async () => {
    const id = newId();
    await desk.rows(
      `insert into audit_exports (id, subject, format, filters, purpose, created_by, request_id, status, attempts, updated_at)
       values ($1, 'events', 'jsonl', '{"action":"message.received"}', 'a test', '{"kind":"system"}', 'r', 'running', 1,
               clock_timestamp() - interval '10 minutes')`,
      [id],
    );
    expect(await finished(id)).toMatchObject({ status: 'completed', processed: 1 });
  });

  it('that is begun again and again fails', async () => {
    const id = newId();
    await desk.rows(
      `insert into audit_exports (id, subject, format, filters, purpose, created_by, request_id, status, attempts, updated_at)
       values ($1, 'events', 'jsonl', '{}', 'a test', '{"kind":"system"}', 'r', 'running', 5,
               clock_timestamp() - interval '10 minutes')`,
      [id],
    );
    expect(await finished(id)).toMatchObject({ status: 'failed', failure: { code: 'audit.export-stuck' } });
    expect(await actionsOf(id)).toEqual(['audit.export-failed']);
  });
});

describe('the stream', () => {
  it('gives events at once, as lines or as CSV, and is an event', async () => {
    const { body } = await desk.api('GET', '/api/v1/audit/export?format=jsonl&action=message.received');
    expect(body).toMatchObject({ action: 'message.received', actorKind: 'contact' });
    const csv = await desk.api('GET', `/api/v1/audit/export?format=csv&contactId=${newId()}`);
    expect(csv.body).toMatch(/^\uFEFF?at,id,action,/);
    expect((await desk.api('GET', '/api/v1/audit/export?format=csv&text=〔邮箱〕')).status).toBe(400);
    expect((await desk.api('GET', '/api/v1/audit/export?format=pdf')).status).toBe(400);
    const events = await desk.rows(
      `select from audit_events where action = 'transcript.searched' and details->>'what' = 'audit-export'`,
    );
    expect(events.length).toBeGreaterThan(1);
  });
});

describe('a saved search', () => {
  const daily = { every: 'daily', hour: 9, zone: 'Asia/Shanghai' };

  async function saved(body: Record<string, unknown>): Promise<Answer['body']> {
    const { status, body: search } = await desk.api('POST', '/api/v1/audit/saved-searches', {
      name: `search ${newId()}`,
      schedule: daily,
      sample: 5,
      ...body,
    });
    expect(status).toBe(201);
    return search;
  }

  /** As if the period had begun so many hours ago, and were over now. */
  async function elapse(id: string, hours: number): Promise<void> {
    await desk.rows(
      `update audit_saved_searches
          set ran_until = clock_timestamp() - make_interval(hours => $2),
              next_at = clock_timestamp() - make_interval(hours => $2) + least(make_interval(hours => $2), interval '23 hours 59 minutes 50 seconds')
        where id = $1`,
      [id, hours],
    );
  }

  async function runsOf(id: string): Promise<Answer['body'][]> {
    return (await desk.api('GET', `/api/v1/audit/saved-searches/${id}/runs`)).body.items;
  }

  it('picks answers of each period once, which people judge, and a report tells', async () => {
    const search = await saved({ filters: { action: 'dialog.outcome' } });
    await elapse(search.id, 1);
    await vi.waitFor(async () => expect(await runsOf(search.id)).toHaveLength(1), WAIT);
    const [run] = await runsOf(search.id);
    expect(run).toMatchObject({ state: 'done', found: 1, sampled: 1 });

    const { body: reviews } = await desk.api('GET', `/api/v1/audit/reviews?savedSearchId=${search.id}&verdict=open`);
    expect(reviews.items).toHaveLength(1);
    const [review] = reviews.items;
    expect(review).toMatchObject({ verdict: null, searchName: search.name, version: 1 });
    expect(review.messageId).toEqual(expect.any(String));
    expect(review.text).toEqual(expect.any(String));
    const url = `/api/v1/audit/reviews/${review.id}/verdict`;
    expect((await desk.api('PUT', url, { verdict: 'splendid' })).status).toBe(400);
    const { body: judged } = await desk.api(
      'PUT',
      url,
      { verdict: 'wrong', note: '退款期限说错了' },
      { 'if-match': '"1"' },
    );
    expect(judged).toMatchObject({ verdict: 'wrong', reviewedBy: 'admin', version: 2 });
    expect((await desk.api('PUT', url, { verdict: 'ok' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await desk.api('GET', `/api/v1/audit/reviews?savedSearchId=${search.id}&verdict=open`)).body.items).toEqual(
      [],
    );

    const report = await exported({ subject: 'reviews', format: 'pdf', savedSearchId: search.id });
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await fileOf(report.id))), {
      mergePages: true,
    });
    expect(text.replaceAll(/\s/g, '')).toContain('wrong：1');
    const recorded = await desk.rows(
      `select from audit_events where action = 'audit.answer-reviewed' and details->>'reviewId' = $1`,
      [review.id],
    );
    expect(recorded).toHaveLength(1);
  });

  it('is run over any period at once for whoever asks, besides its schedule', async () => {
    const search = await saved({ schedule: null });
    const url = `/api/v1/audit/saved-searches/${search.id}/runs`;
    for (const wrong of [
      {},
      { from: '2026-13-01' },
      { from: '2026-02-01', to: '2026-01-01' },
      { from: '2999-01-01' },
    ]) {
      expect((await desk.api('POST', url, wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
    expect((await desk.api('POST', url.replace(search.id, newId()), { from: '2020-01-01' })).status).toBe(404);

    const { status, body: run } = await desk.api('POST', url, { from: '2020-01-01' });
    expect(status).toBe(201);
    expect(run).toMatchObject({ state: 'done', from: '2020-01-01T00:00:00.000Z', askedBy: 'admin' });
    const again = await desk.api('POST', url, { from: '2020-01-01', to: run.to });
    expect(again.body).toMatchObject({ found: run.found, sampled: run.sampled, to: run.to });
    expect(await runsOf(search.id)).toEqual([again.body, run]);
    const recorded = await desk.rows(
      `select actor->>'id' as actor from audit_events where action = 'audit.search-ran' and details->>'runId' = $1`,
      [run.id],
    );
    expect(recorded).toEqual([{ actor: 'admin' }]);
  });

  it('tells which periods it has missed, and makes up for the last ones', async () => {
    const search = await saved({});
    await elapse(search.id, 24 * 10);
    await vi.waitFor(async () => expect(await runsOf(search.id)).toHaveLength(4), WAIT);
    const runs = await runsOf(search.id);

    expect(runs.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'missed']);
    const { body: after } = await desk.api('GET', `/api/v1/audit/saved-searches/${search.id}`);
    expect(new Date(after.nextAt).getTime()).toBeGreaterThan(Date.now());
    const missed = await desk.rows(
      `select from audit_events where action = 'audit.search-missed' and details->>'savedSearchId' = $1`,
      [search.id],
    );
    expect(missed).toHaveLength(1);
  });

  it('is changed by whoever saw it last, and refused where it makes no sense', async () => {
    const search = await saved({ schedule: null });
    const url = `/api/v1/audit/saved-searches/${search.id}`;
    expect(search).toMatchObject({ schedule: null, nextAt: null, enabled: true });
    const body = { name: search.name, schedule: { ...daily, every: 'weekly', day: 5 }, sample: 3 };
    const { body: changed } = await desk.api('PUT', url, body, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ version: 2, sample: 3, nextAt: expect.any(String) });
    expect((await desk.api('PUT', url, body, { 'if-match': '"1"' })).status).toBe(412);
    expect((await desk.api('POST', '/api/v1/audit/saved-searches', { ...body })).status).toBe(409);
    for (const wrong of [
      { ...body, name: '' },
      { ...body, name: 'n', filters: { from: '2026-01-01' } },
      { ...body, name: 'n', schedule: { ...daily, zone: 'Mars/Olympus' } },
      { ...body, name: 'n', schedule: { ...daily, hour: 24 } },
      { ...body, name: 'n', schedule: { ...daily, every: 'weekly', day: 8 } },
      { ...body, name: 'n', sample: 1_000 },
    ]) {
      expect((await desk.api('POST', '/api/v1/audit/saved-searches', wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
    expect((await desk.api('DELETE', url, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await desk.api('DELETE', url)).status).toBe(204);
    expect((await desk.api('GET', url)).status).toBe(404);
  });

  it('is run once, however many are told to', async () => {
    const search = await saved({ filters: { action: 'dialog.outcome' } });
    await elapse(search.id, 1);
    const runs = desk.program.app.get(SearchRuns, { strict: false });
    await Promise.all([runs.run(search.id), runs.run(search.id), runs.run(search.id)]);

    expect(await runsOf(search.id)).toHaveLength(1);
    expect((await desk.api('GET', `/api/v1/audit/reviews?savedSearchId=${search.id}`)).body.items).toHaveLength(1);
  });

  it('that is changed while it runs is run as it is then, and only once', async () => {
    const search = await saved({ filters: { action: 'dialog.outcome' } });
    await elapse(search.id, 1);
    const runs = desk.program.app.get(SearchRuns, { strict: false });
    const database = desk.program.app.get(Database, { strict: false });
    let running = Promise.resolve();
    await database.transaction(async (tx) => {
      await tx.run('update audit_saved_searches set version = version + 1 where id = $1', [search.id]);
      running = runs.run(search.id);
      await vi.waitFor(async () => {
        const waiting = await database.rows(
          `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%audit_search_runs%'`,
        );
        expect(waiting).toHaveLength(1);
      }, WAIT);
    });
    await running;
    expect(await runsOf(search.id)).toEqual([]);

    await runs.run(search.id);
    expect(await runsOf(search.id)).toHaveLength(1);
  });
});
