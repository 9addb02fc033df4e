import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { textsFor } from '../../src/dialog/texts/texts.js';
import { settingsCatalogue } from '../../src/settings/settings-catalogue.js';
import { answer, type ScriptedAnswer, ScriptedModel } from '../setup/scripted-model.js';
import { json, says } from '../setup/test-answers.js';
import { type Backend, backends, TestProgram } from '../setup/test-program.js';
import { withNobodyThere } from '../setup/nobody-there.js';

const texts = textsFor('zh-Hans');

const HOURS = {
  externalId: 'hours',
  question: '营业时间是几点到几点',
  similarQuestions: ['你们几点开门', '几点下班'],
  answer: '我们周一至周五 9:00 到 18:00 营业。',
};
const QUESTION = HOURS.question;
const OPENING = '我们九点开门。';
const PROVIDER_ERROR = 'quota of account 4711 is exhausted';
const REASONING = '用户想知道几点开门';
const LABEL = settingsCatalogue['dialog.aiLabel'].default;
const TIMEOUT_MS = 2_000;
const NOT_FOUND = withNobodyThere(texts.unanswered['nothing-relevant'] + texts.lowConfidence.handoff);

let model: ScriptedModel;
let desk: TestProgram;

async function open(backend: Backend, environment: Record<string, string> = {}): Promise<void> {
  model = await ScriptedModel.start();
  const llm = { LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'scripted', LLM_API_KEY: 'sk-test' };
  desk = await TestProgram.start({
    backend,
    environment: { ...llm, LLM_TIMEOUT_MS: String(TIMEOUT_MS), ...environment },
  });
  await desk.publish([HOURS]);
}

async function close(): Promise<void> {
  await desk.stop();
  await model.stop();
}

/** What the model reads of what somebody asked. */
function asked(question: string): string {
  return `<question>\n${question}\n</question>`;
}

/** Whatever was said before: its answers are not those of the cache, and nobody left it alone after a failure. */
async function renewModel(): Promise<void> {
  const { body } = await desk.api('GET', '/api/v1/models');
  const { id, provider, baseUrl, model: called, firstTokenTimeoutMs, timeoutMs, concurrency } = body.items[0];
  const fields = {
    name: 'scripted',
    provider,
    baseUrl,
    model: called,
    firstTokenTimeoutMs,
    timeoutMs,
    concurrency,
    enabled: true,
  };
  const { status, body: changed } = await desk.api('PUT', `/api/v1/models/${id}`, fields);
  expect(changed).toMatchObject({ name: 'scripted' });
  expect(status).toBe(200);
}

beforeEach(async () => {
  await renewModel();
  model.requests.length = 0;
  model.next.length = 0;
  model.otherwise = says({ answer: OPENING });
});

/** Everything the contact has read, once nothing more is to come. */
async function readBy(user: string): Promise<string[]> {
  await desk.settled();
  return desk.wecom.accepted.filter(({ to }) => to.includes(user)).map(({ text }) => text ?? '');
}

/** Asks, and tells what the contact reads for it. */
function ask(user: string, text = QUESTION): Promise<string> {
  return desk.ask(user, text);
}

describe.each(backends)('with a model and the queue on %s', (backend) => {
  beforeAll(() => open(backend));
  afterAll(close);

  it('answers with the model’s words, labelled, and tells which model wrote them', async () => {
    expect(await ask('alice')).toBe(`${OPENING}\n\n${LABEL}`);

    const [request] = model.requests;
    expect(request).toMatchObject({ model: 'scripted', stream: true });
    expect(request?.messages[0]).toMatchObject({ role: 'system', content: expect.stringContaining(HOURS.answer) });
    expect(request?.messages.slice(1)).toEqual([{ role: 'user', content: asked(QUESTION) }]);
    expect(await desk.explanationFor('alice')).toMatchObject({
      decision: { kind: 'answer', reason: 'model' },
      passages: [{ externalId: 'hours', revision: expect.any(Number), score: expect.any(Number) }],
      model: { name: 'scripted', outcome: 'accepted', promptVersion: 'default' },
      milliseconds: { search: expect.any(Number), model: expect.any(Number), total: expect.any(Number) },
    });
  });

  it('has an event that tells which model wrote it, from which passages and how sure it is', async () => {
    const events = await desk.rows(
      `select details from audit_events where action = 'dialog.outcome' and details->>'model' is not null
        order by at limit 1`,
    );

    expect(events).toMatchObject([
      {
        details: {
          outcome: 'answered',
          reason: 'model',
          inbound: [expect.any(String)],
          modelId: expect.any(String),
          model: 'scripted',
          modelOutcome: 'accepted',
          promptVersion: 'default',
          completions: expect.any(Number),
          tokens: expect.any(Number),
          passages: [{ documentId: expect.any(String), revision: expect.any(Number), score: expect.any(Number) }],
          confidence: expect.any(Number),
          inScope: expect.any(Number),
          language: 'zh-Hans',
        },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(OPENING);
  });

  it('labels an answer once, though the model copies the label from an earlier one', async () => {
    model.otherwise = says({ answer: `${OPENING}\n\n${LABEL}` });

    expect(await ask('annie')).toBe(`${OPENING}\n\n${LABEL}`);
  });

  it('gives the model the last five rounds, and none after 重新开始', async () => {
    for (let round = 1; round <= 6; round += 1) {
      model.next.push(says({ answer: `${OPENING}（${'一二三四五六'[round - 1]}）` }));
      await ask('bob', `${QUESTION}？这是第${round}次问`);
    }
    await ask('bob');
    const earlier = [2, 3, 4, 5, 6].flatMap((round) => [
      { role: 'user', content: asked(`${QUESTION}？这是第${round}次问`) },
      { role: 'assistant', content: expect.stringContaining(`（${'一二三四五六'[round - 1]}）`) },
    ]);
    expect(model.requests.at(-1)?.messages.slice(1)).toEqual([...earlier, { role: 'user', content: asked(QUESTION) }]);

    expect(await ask('bob', '重新开始')).toBe(texts.cleared);
    await ask('bob');
    expect(model.requests.at(-1)?.messages.slice(1)).toEqual([{ role: 'user', content: asked(QUESTION) }]);
  });

  it('forgets what was said before 重新开始, and nothing that came right behind it', async () => {
    await ask('bea', `${QUESTION}？这是第一问`);
    await Promise.all([desk.wecom.say('bea', '重新开始'), desk.wecom.say('bea', `${QUESTION}？这是第二问`)]);
    await desk.wecom.waitForMessages({ to: 'bea', count: 3 });
    await ask('bea');
    expect(model.requests.at(-1)?.messages.slice(1)).toEqual([
      { role: 'user', content: asked(`${QUESTION}？这是第二问`) },
      { role: 'assistant', content: expect.any(String) },
      { role: 'user', content: asked(QUESTION) },
    ]);
  });

  it('gives the model the first question of a conversation together with its answer', async () => {
    await ask('berta', `${QUESTION}？这是第一问`);
    await ask('berta');
    expect(model.requests.at(-1)?.messages.slice(1)).toEqual([
      { role: 'user', content: asked(`${QUESTION}？这是第一问`) },
      { role: 'assistant', content: expect.stringContaining(OPENING) },
      { role: 'user', content: asked(QUESTION) },
    ]);
  });

  it('passes on an answer with characters that the database does not take', async () => {
    model.next.push(says({ answer: '九点\u0000开门\uD83D。' }));
    expect(await ask('bruno')).toMatch(/^九点.?开门/);
  });

  it('lets no phone number out that the contact wrote, in its round or in a later one', async () => {
    await ask('carol', `我的手机号是 139 1234 5678，${QUESTION}`);
    await ask('carol', `${QUESTION}？请打１３９１２３４５６７８`);

    expect(model.requests).toHaveLength(2);
    const sent = JSON.stringify(model.requests.map(({ messages }) => messages));
    expect(sent).toContain('〔手机号·1〕');
    expect(sent.normalize('NFKC').replaceAll(/[ -]/g, '')).not.toContain('13912345678');
  });

  it('says that it found nothing, and asks a human, when the model finds no answer', async () => {
    model.otherwise = says({ answer: '', citations: [] });

    expect(await ask('dave')).toBe(NOT_FOUND);
    expect(await desk.explanationFor('dave')).toMatchObject({
      decision: { kind: 'handoff', reason: 'nothing-relevant' },
      model: { outcome: 'accepted' },
    });
  });

  it('offers a human instead, when the model finds no answer and that is set', async () => {
    model.otherwise = says({ answer: '', citations: [] });
    await desk.api('PUT', '/api/v1/settings/dialog.lowConfidenceAction', { value: 'offer' });
    try {
      expect(await ask('diana')).toBe(texts.unanswered['nothing-relevant'] + texts.lowConfidence.offer);
      expect(await desk.explanationFor('diana')).toMatchObject({
        decision: { kind: 'clarify', reason: 'nothing-relevant' },
      });
    } finally {
      await desk.api('PUT', '/api/v1/settings/dialog.lowConfidenceAction', { value: 'handoff' });
    }
  });

  it('does not trouble the model with what it can say itself', async () => {
    expect(await ask('erin', '你好')).toBe(texts.greeting);
    expect(await ask('erin', '火星上能种土豆吗')).toBe(NOT_FOUND);
    expect(model.requests).toEqual([]);
  });

  const failures: [string, ScriptedAnswer, string][] = [
    ['is down', { kind: 'error', status: 503, message: PROVIDER_ERROR }, 'unavailable'],
    [
      'has no quota left',
      { kind: 'error', status: 429, message: PROVIDER_ERROR, retryAfterSeconds: 60 },
      'rate-limited',
    ],
    ['does not know the key', { kind: 'error', status: 401, message: PROVIDER_ERROR }, 'unauthorised'],
    ['hides behind a page', { kind: 'raw', body: `<p>${PROVIDER_ERROR}</p>`, contentType: 'text/html' }, 'invalid'],
    ['breaks off', { kind: 'cut', chunk: `<think>${REASONING}`, how: 'destroy' }, 'unavailable'],
    ['is silent', { kind: 'hang' }, 'timeout'],
    ['drips', { kind: 'drip', what: 'answer', everyMs: 50 }, 'timeout'],
    ['says nothing', answer(''), 'empty'],
    ['only thinks', answer(`<think>${REASONING}`), 'empty'],
    ['only thinks apart', { kind: 'answer', reasoning: REASONING, chunks: [] }, 'empty'],
    ['is censored', { kind: 'error', status: 400, code: 'content_filter', message: PROVIDER_ERROR }, 'refused'],
  ];

  it.each(failures)('quotes the entry and says why when the model %s', async (what, scripted, reason) => {
    const user = `failure-${failures.findIndex(([name]) => name === what)}`;
    model.otherwise = scripted;

    expect(await ask(user)).toBe(HOURS.answer);
    expect(await readBy(user)).toHaveLength(1);
    const explanation = await desk.explanationFor(user);
    expect(explanation).toMatchObject({
      decision: { kind: 'answer', reason: 'quoted' },
      model: { name: 'scripted', outcome: 'failed', reason },
    });
  });

  it('tells a balancer that it is degraded while the model is down, and that it is well afterwards', async () => {
    model.otherwise = { kind: 'error', status: 503 };
    await ask('frank');
    const { status, body } = await desk.api('GET', '/health/ready');
    expect(status).toBe(200);
    expect(body.degraded).toContain('model');

    model.otherwise = says({ answer: OPENING });
    await ask('frank');
    expect((await desk.api('GET', '/health/ready')).body.degraded).not.toContain('model');
  });

  it('never passes on what the model thought', async () => {
    model.next.push(answer(`<think>${REASONING}</think>${json({ answer: '九点。' })}`), {
      kind: 'answer',
      reasoning: REASONING,
      chunks: [`${REASONING}</thi`, `nk>${json({ answer: '九点。' })}`],
    });

    expect(await ask('grace')).toBe(`九点。\n\n${LABEL}`);
    await renewModel();
    expect(await ask('grace')).toBe(`九点。\n\n${LABEL}`);
  });

  it('has told nobody and stored nowhere what a provider complained of or a model thought', async () => {
    await desk.settled();
    const stored = await desk.rows(
      `select (select json_agg(t) from turns t) as turns, (select json_agg(m) from messages m) as messages,
              (select json_agg(o) from outbox o) as outbox, (select json_agg(a) from audit_events a) as audit`,
    );
    const told = JSON.stringify([desk.wecom.accepted, stored]);
    expect(told).toContain(LABEL);
    expect(told).not.toContain(PROVIDER_ERROR);
    expect(told).not.toContain(REASONING);
  });

  it('takes another label from the settings, in the other process within 2 s, and audits the change', async () => {
    const web = await TestProgram.start({ backend, beside: desk, environment: { ROLE: 'web' } });
    try {
      const { status } = await web.api('PUT', '/api/v1/settings/dialog.aiLabel', { value: '—— AI 生成' });
      expect(status).toBe(200);
      await expect
        .poll(async () => (await desk.api('GET', '/api/v1/settings/dialog.aiLabel')).body.value, { timeout: 20_000 })
        .toBe('—— AI 生成');
    } finally {
      await web.stop();
    }
    expect(await ask('heidi')).toBe(`${OPENING}\n\n—— AI 生成`);

    await desk.api('PUT', '/api/v1/settings/dialog.aiLabel', { value: '' });
    expect(await ask('heidi')).toBe(OPENING);

    const { body } = await desk.api('GET', '/api/v1/audit/events?action=setting.changed');
    const changes = (body.items as { details: { key: string } }[]).filter(
      ({ details }) => details.key === 'dialog.aiLabel',
    );
    expect(changes).toMatchObject([
      { details: { key: 'dialog.aiLabel', before: '—— AI 生成', after: '', version: 2 } },
      { actor: { kind: expect.any(String) }, details: { key: 'dialog.aiLabel', before: LABEL, version: 1 } },
    ]);
  });
});

describe.each(backends)('a slow turn, with the queue on %s', (backend) => {
  beforeAll(() => open(backend, { DIALOG_PATIENCE_MS: '200', LLM_TIMEOUT_MS: '20000' }));
  afterAll(close);

  it('asks for patience once, and then answers', async () => {
    model.otherwise = {
      kind: 'answer',
      chunks: [json({ answer: '九点。' })],
      until: desk.wecom.waitForMessages({ to: 'alice' }),
    };
    await desk.wecom.say('alice', QUESTION);
    await desk.wecom.waitForMessages({ to: 'alice', count: 2 });

    expect(await readBy('alice')).toEqual([texts.patience, `九点。\n\n${LABEL}`]);
    expect(model.requests).toHaveLength(1);
  });

  it('asks once at most, and never after the answer, however close the two are', async () => {
    const users = Array.from({ length: 12 }, (_, index) => `racer-${index}`);
    model.next.push(
      ...users.map((_, index): ScriptedAnswer => ({
        kind: 'answer',
        chunks: [json({ answer: '九点。' })],
        delayMs: 120 + 15 * index,
      })),
    );
    await Promise.all(users.map((user) => desk.wecom.say(user, QUESTION)));

    const [first = '', ...others] = users;
    const expected = [texts.patience, `九点。\n\n${LABEL}`];
    const read = [await readBy(first), ...(await Promise.all(others.map(readBy)))];
    for (const messages of read) {
      expect(messages).toEqual(expected.slice(-messages.length));
      expect(messages).not.toEqual([]);
    }
  });
});

describe.each(backends)('a turn that cannot be finished, with the queue on %s', (backend) => {
  beforeAll(() => open(backend));
  afterAll(close);
  afterEach(() => desk.rows('alter table if exists lost_version rename to knowledge_version'));

  it('ends after three attempts with an apology and a request for a human, and the next one works', async () => {
    await desk.rows('alter table knowledge_version rename to lost_version');
    await desk.wecom.say('alice', QUESTION);
    await desk.wecom.waitForMessages({ to: 'alice' }, 20_000);

    expect(await readBy('alice')).toEqual([texts.apology]);
    expect(model.requests).toEqual([]);
    expect(await desk.rows('select attempts, outcome, reason from inbox')).toEqual([
      { attempts: 3, outcome: 'handed-off', reason: 'turn-failed' },
    ]);
    expect(await desk.explanationFor('alice')).toMatchObject({ decision: { kind: 'handoff', reason: 'turn-failed' } });
    const { body } = await desk.api('GET', '/api/v1/handoffs?state=requested');
    expect(body.items).toMatchObject([{ reason: 'turn-failed' }]);

    await desk.rows('alter table lost_version rename to knowledge_version');
    expect(await ask('alice')).toBe(`${OPENING}\n\n${LABEL}`);
  });

  it('is answered after all when what failed comes back in between, once', async () => {
    await desk.rows('alter table knowledge_version rename to lost_version');
    await desk.wecom.say('bob', QUESTION);
    await expect
      .poll(() => desk.rows(`select 1 from inbox where external_id = 'bob' and due_at > first_attempt_at`), {
        timeout: 10_000,
      })
      .toHaveLength(1);
    await desk.rows('alter table lost_version rename to knowledge_version');
    await desk.wecom.waitForMessages({ to: 'bob' });

    expect(await readBy('bob')).toEqual([`${OPENING}\n\n${LABEL}`]);
  });
});
