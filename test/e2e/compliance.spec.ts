import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED_TEXT } from '../../src/privacy/erasure/erasers.js';
import { runProgram, TYPESCRIPT } from '../setup/command.js';
import { bare, sectionsOf } from '../setup/page-sections.js';
import { ScriptedModel } from '../setup/scripted-model.js';
import { says } from '../setup/test-answers.js';
import { TestPhones } from '../setup/test-phones.js';
import { problem } from '../setup/test-platform.js';
import { ADMIN_API_KEY, type Answer, TestProgram } from '../setup/test-program.js';

const DAY_MS = 86_400_000;
const PHONE = '13812345678';
const HOURS = { externalId: 'hours', question: '营业时间是几点到几点', answer: '我们周一至周五 9:00 到 18:00 营业。' };

const sections = sectionsOf('docs/compliance.md');
const hasCurl = spawnSync('curl', ['--version']).status === 0;

it('the Chinese page has the same commands', () => {
  const chinese = sectionsOf('docs/compliance.zh-CN.md');

  expect(chinese.map(({ commands }) => bare(commands))).toEqual(sections.map(({ commands }) => bare(commands)));
});

/**
 * The page runs in one shell, as somebody types it, against the whole program. What differs: `npm run audit:verify` would
 * build first, and here runs the same file without.
 */
describe.skipIf(!hasCurl)('every command of the page does what the page says (where there is curl):', () => {
  let desk: TestProgram;
  let model: ScriptedModel;
  let folder: string;
  let printed: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-auditor-'));
    symlinkSync(resolve('tools'), join(folder, 'tools'));
    model = await ScriptedModel.start();
    model.otherwise = says({ answer: '我们九点开门。' });
    desk = await TestProgram.start({
      environment: {
        LLM_BASE_URL: model.baseUrl,
        LLM_MODEL: 'scripted',
        LLM_API_KEY: 'sk-test',
        AUDIT_ANCHOR_FILE: join(folder, 'anchors.jsonl'),
      },
    });
    await desk.publish([HOURS]);
    await converse();
    printed = await typeEverything();
  }, 240_000);
  afterAll(async () => {
    await desk.stop();
    await model.stop();
    rmSync(folder, { recursive: true });
  });

  /** What there is to be audited: an answer of the model, a number, a word that a filter stops, an operator. */
  async function converse(): Promise<void> {
    const phones = new TestPhones(desk);
    const groupId = await phones.group({ name: '售后', isDefault: true });
    await phones.operator('lisi', { name: '李四', groupIds: [groupId] });
    await desk.api('PUT', '/api/v1/settings/privacy.noticeEnabled', { value: true });
    await desk.ask('zhangsan', `我的手机号是 ${PHONE}，${HOURS.question}`);
    await desk.ask('zhangsan', '海洛因');
    await desk.ask('zhangsan', '转人工');
    const card = await phones.card('lisi', /offer:[0-9a-f-]+:claim/);
    await phones.press('lisi', card);
    await phones.isIn('zhangsan', 'claimed');
    await phones.says('lisi', 'zhangsan', '退款已提交');
    await desk.settled();
  }

  async function typeEverything(): Promise<string[]> {
    const { body: keys } = await desk.api('GET', '/api/v1/audit/keys');
    const verify = ['node', ...TYPESCRIPT, resolve('src/cli/audit-verify.ts')].map((word) => `'${word}'`).join(' ');
    const npm = `npm() { shift 2; [ "\${1:-}" != -- ] || shift; ${verify} "$@"; }`;
    const script = ['set -euo pipefail', npm, ...sections.flatMap(({ commands }) => [commands, `echo; echo '=====';`])];
    const { code, stdout, stderr } = await runProgram('bash', ['-c', script.join('\n')], {
      cwd: folder,
      environment: {
        URL: `${desk.program.url}/api/v1`,
        KEY: ADMIN_API_KEY,
        FROM: new Date(Date.now() - DAY_MS).toISOString().slice(0, 10),
        TO: new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10),
        FINGERPRINT: keys.items[0].id,
        ANCHORS: join(folder, 'anchors.jsonl'),
        DATABASE_URL: desk.database.url,
        DATA_DIR: folder,
        AUDIT_ANCHOR_FILE: join(folder, 'anchors.jsonl'),
      },
    });
    const parts = stdout.split('\n=====\n');
    if (code !== 0) {
      throw new Error(`the page stopped with ${code}: ${stderr}\n${parts.at(-1)?.slice(-2_000)}`);
    }
    return parts;
  }

  /** What a section printed; each line of JSON holds what one or more calls answered, one behind the other. */
  function printedBy(title: RegExp): { text: string; answers: Answer['body'][] } {
    const text = printed[sections.findIndex((section) => title.test(section.title))] ?? '';
    const answers = text
      .split('\n')
      .flatMap((line) => line.split(/(?<=\})(?=\{"|[A-Z])/))
      .filter((line) => line.startsWith('{'))
      .map((answer): Answer['body'] => JSON.parse(answer));
    return { text, answers };
  }

  function actionsIn({ items }: Answer['body']): string[] {
    return items.map(({ action }: { action: string }) => action);
  }

  function read(file: string): string {
    return readFileSync(join(folder, file), 'latin1');
  }

  it('a person is found, with his conversation, answers, filters, words and operator', () => {
    const { answers } = printedBy(/Find/);
    const [person, conversation, unsure, document, filter, words, operator, transcript, explanation] = answers;

    expect(answers).toHaveLength(9);
    expect(actionsIn(person)).toEqual(expect.arrayContaining(['message.received', 'contact.notified']));
    expect(actionsIn(conversation).at(-1)).toBe('conversation.started');
    for (const found of [unsure, document]) {
      expect(found.items).toMatchObject([{ action: 'dialog.outcome', details: { model: 'scripted' } }]);
    }
    expect(filter.items[0]).toMatchObject({ details: { filters: [{ list: 'default-crime' }] } });
    expect(words.items.map(({ text }: { text: string }) => text)).toContain(
      `我的手机号是 〔手机号·1〕，${HOURS.question}`,
    );
    expect(actionsIn(operator)).toContain('handoff.claimed');
    expect(transcript.items).toContainEqual(
      expect.objectContaining({ kind: 'message', data: expect.objectContaining({ sender: 'operator' }) }),
    );
    expect(explanation).toMatchObject({ steps: expect.any(Array), model: expect.anything() });
    const originals = printed.filter((part) => part.includes(PHONE));
    expect(originals).toEqual([printedBy(/originals/).text]);
  });

  it('the log is proven, as a whole, for a span, against what was kept outside, and in a package', () => {
    const { text, answers } = printedBy(/Prove/);
    const [span, asked, verifications, seals, keys, anchors, proof, job] = answers;

    expect(text.match(/^SOUND: /gm)).toHaveLength(2);
    expect(text).toMatch(/^Anchors of .+ that agree: [1-9]/m);
    expect(span).toMatchObject({ sound: true, fault: null });
    expect(span.events).toBeGreaterThan(10);
    expect(asked).toMatchObject({ state: 'sound', fault: null });
    expect(verifications.items).toContainEqual(asked);
    expect(keys.items).toHaveLength(1);
    expect(anchors.items).toContainEqual(expect.objectContaining({ sink: 'file', failures: 0, reason: null }));
    expect(proof).toMatchObject({ fields: { action: 'conversation.started' }, key: { id: keys.items[0].id } });
    expect(seals.items[0].keyId).toBe(keys.items[0].id);
    expect(job).toMatchObject({ format: 'package', status: 'completed', truncated: false });
    expect(text.trimEnd().split('\n').at(-1)).toBe('PROVEN');
  });

  it('reports are written and signed, and answers reviewed', () => {
    const { text, answers } = printedBy(/Report/);
    const [job, run, review, reviews] = answers;

    expect(job).toMatchObject({ format: 'pdf', status: 'completed' });
    expect(text.split('\n')).toContain('PROVEN');
    expect([read('report.pdf').slice(0, 5), read('reviews.pdf').slice(0, 5)]).toEqual(['%PDF-', '%PDF-']);
    expect(read('outcomes.csv')).toContain('dialog.outcome');
    expect(run).toMatchObject({ state: 'done', askedBy: 'admin' });
    expect(run.sampled).toBeGreaterThan(0);
    expect(review).toMatchObject({ verdict: 'wrong', reviewedBy: 'admin' });
    expect(reviews).toMatchObject({ subject: 'reviews', status: 'completed', processed: run.sampled });
  });

  it('originals are shown, and that they were', () => {
    const [shown, recorded] = printedBy(/originals/).answers;

    expect(shown).toMatchObject({ state: 'revealed', originals: [{ placeholder: '〔手机号·1〕', original: PHONE }] });
    expect(actionsIn(recorded)).toContain('vault.revealed');
    expect(recorded.items[0]).toMatchObject({ actor: { id: 'admin' }, details: { reason: '核对退款账户' } });
  });

  it('notices and labels are told', () => {
    const [consent, labels, settings] = printedBy(/Notice/).answers;

    expect(consent).toMatchObject({ notices: [{ language: 'zh-Hans' }], machineRefusedAt: null });
    expect(labels).toMatchObject({ generated: 1, coverage: 1, unlabelled: [], human: 1, humanLabelled: 0 });
    expect(settings.items).toContainEqual(
      expect.objectContaining({ details: expect.objectContaining({ key: 'privacy.noticeEnabled', after: true }) }),
    );
  });

  it('what is on hold is not erased', () => {
    const [retention, , , refused, holds] = printedBy(/holds/).answers;

    expect(retention.kinds).toContainEqual({ name: 'events', setting: 'retention.eventsMonths', kept: 36 });
    expect(refused).toEqual(problem(409, 'privacy.on-hold'));
    expect(actionsIn(holds)).toEqual(['hold.released', 'hold.placed']);
  });

  it('a person gets his copy, is erased, and the log is as sound as before', () => {
    const { text, answers } = printedBy(/erasure/);
    const [copied, erased, transcript, events] = answers;

    expect([copied, erased]).toMatchObject([
      { kind: 'export', status: 'completed' },
      { kind: 'erasure', status: 'completed' },
    ]);
    expect(read('copy.json')).toContain(PHONE);
    const texts = transcript.items.flatMap(({ kind, data }: { kind: string; data: { text?: string } }) =>
      kind === 'message' ? [data.text] : [],
    );
    expect(new Set(texts)).toEqual(new Set([ERASED_TEXT]));
    expect(text).toMatch(/^SOUND: /m);
    expect(text.split('\n')).toContain('PROVEN');
    expect(actionsIn(events)).toEqual(expect.arrayContaining(['contact.erased', 'contact.export-downloaded']));
  });
});
