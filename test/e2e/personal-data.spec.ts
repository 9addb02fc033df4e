import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScriptedSystem } from '../setup/scripted-system.js';
import { answer as saying, ScriptedModel } from '../setup/scripted-model.js';
import { json } from '../setup/test-answers.js';
import { TestPhones } from '../setup/test-phones.js';
import { backends, TestProgram } from '../setup/test-program.js';

const PHONE = '13812345678';
const EMAIL = 'lin.daiyu@example.com';
const ID_CARD = '11010519491231002X';
/** What the operator tells of somebody else. */
const COLLEAGUE = '15987654321';
const ORIGINALS = [PHONE, EMAIL, ID_CARD, COLLEAGUE];

const CLAIM = /offer:[0-9a-f-]+:claim/;
const FLOW = `
name: order-status
title: 订单查询
intents: [order-status]
steps:
  - { id: ask-phone, ask: phone, text: 请留下下单的手机号, type: phone }
  - tool: order_status
    arguments: { phone: '{{phone}}' }
    save: { status: /status }
    missing: by-hand
    notFound: by-hand
    failed: by-hand
  - { id: tell, end: answered, text: '{{phone}} 的订单{{status}}' }
  - { id: by-hand, end: handoff, text: 已记下 }
`;

describe.each(backends)('personal data, with the queue on %s', (backend) => {
  const logged: string[] = [];
  let desk: TestProgram;
  let phones: TestPhones;
  let system: ScriptedSystem;
  let model: ScriptedModel;
  let zhang: string;

  beforeAll(async () => {
    [system, model] = await Promise.all([ScriptedSystem.start(), ScriptedModel.start()]);
    const environment = {
      TOOL_PRIVATE_HOSTS: '127.0.0.1',
      LLM_BASE_URL: model.baseUrl,
      LLM_API_KEY: 'sk-test',
      LLM_MODEL: 'scripted',
    };
    desk = await TestProgram.start({ backend, environment });
    const keep = (...parts: unknown[]): number => logged.push(inspect(parts, { depth: 10, maxStringLength: null }));
    desk.program.app.useLogger({ log: keep, debug: keep, verbose: keep, warn: keep, error: keep, fatal: keep });
    phones = new TestPhones(desk);
    await desk.publish([
      { externalId: 'refund', question: '退款多久到账', answer: '审核通过后 3 个工作日内原路退回。' },
    ]);
    const groupId = await phones.group({ name: '售后', isDefault: true, offerTo: 'all', offerSeconds: 600 });
    zhang = await phones.operator('zhang', { name: '张三', groupIds: [groupId] });
    await made('POST', '/api/v1/tools', {
      name: 'order_status',
      description: '查询订单状态',
      parameters: {
        type: 'object',
        properties: { phone: { type: 'string', personalData: true } },
        required: ['phone'],
      },
      method: 'GET',
      url: `${system.origin}/orders/{{phone}}`,
      auth: { kind: 'bearer', secret: 'system-secret' },
      response: { fields: { status: '/data/state' } },
    });
    await made('PUT', '/api/v1/flows/order-status', { source: FLOW });
    system.otherwise = { kind: 'json', body: { data: { state: `已发货，收件人电话${PHONE}` } } };
  }, 60_000);

  afterAll(async () => {
    await desk.stop();
    await Promise.all([system.stop(), model.stop()]);
  });

  async function made(method: string, path: string, body: object) {
    const answer = await desk.api(method, path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  }

  /** What the API shows of everything that was said to and by somebody. */
  async function transcriptOf(user: string): Promise<string> {
    const [row] = await desk.rows<{ id: string }>(
      `select v.id from conversations v join contacts c on c.id = v.contact_id where c.external_id = $1`,
      [user],
    );
    return JSON.stringify((await desk.api('GET', `/api/v1/conversations/${row?.id}/messages`)).body);
  }

  it('stays out of what a model is sent, and comes back in what its owner is told', async () => {
    model.otherwise = saying(
      json({ answer: '我们会打 〔手机号·1〕 通知您退款结果。', citations: [1], confidence: 0.9 }),
    );

    await desk.ask('alice', `退款多久到账？我的手机是${PHONE}`);

    await phones.reads('alice', `我们会打 ${PHONE} 通知您`);
    expect(JSON.stringify(model.requests)).not.toContain(PHONE);
    expect(JSON.stringify(model.requests)).toContain('〔手机号·1〕');
    expect(await transcriptOf('alice')).toContain('我的手机是〔手机号·1〕');
  });

  it('goes to a tool that may see it, and to the contact in words of a flow', async () => {
    expect(await desk.ask('alice', '帮我查一下订单到哪了')).toContain('手机号');
    const answer = await desk.ask('alice', PHONE);

    expect(system.requests.at(-1)?.url).toBe(`/orders/${PHONE}`);
    expect(answer).toBe(`${PHONE} 的订单已发货，收件人电话${PHONE}`);
    expect(await transcriptOf('alice')).toContain('〔手机号·1〕 的订单已发货');
  });

  it('is read by the operator who has claimed the case, and by nobody before', async () => {
    await desk.wecom.say('alice', `转人工，邮箱${EMAIL}，身份证${ID_CARD}`);
    const card = await phones.card('zhang', CLAIM);
    expect(JSON.stringify(card.message.body)).not.toContain(EMAIL);
    await phones.press('zhang', card);
    const context = await phones.reads('zhang', /最近的对话/);
    expect(context.text).toContain(PHONE);
    expect(context.text).toContain(ID_CARD);
    await phones.isIn('alice', 'claimed');

    await phones.says('alice', 'zhang', `请打${PHONE}，或写信到${EMAIL}`);
    await desk.wecom.say('zhang', '/历史 3');
    await phones.reads('zhang', new RegExp(`最近的对话：[^]*写信到${EMAIL}`));
    await desk.settled();

    const revealed = await desk.rows<{ details: { placeholders: string[] } }>(
      `select details from audit_events where action = 'vault.revealed' order by at`,
    );
    expect(revealed).toHaveLength(3); // the context, the message, the history
    expect(revealed.at(0)?.details.placeholders).toEqual(
      expect.arrayContaining(['〔手机号·1〕', '〔邮箱·1〕', '〔身份证号·1〕']),
    );
  });

  it('is worked on by no machine once its owner says so, also to the operator', async () => {
    const refused = async (): Promise<boolean> => {
      const [row] = await desk.rows<{ refused: boolean }>(
        `select ai_refused_at is not null as refused from contacts where external_id = 'alice'`,
      );
      return row?.refused === true;
    };
    await desk.wecom.say('alice', '撤回同意');
    await phones.reads('zhang', /撤回同意/);
    await desk.settled();
    expect(await refused()).toBe(true);

    await desk.wecom.say('alice', '恢复同意');
    await phones.reads('zhang', /恢复同意/);
    await desk.settled();
    expect(await refused()).toBe(false);
  });

  it('is filled in where an operator repeats a placeholder, and goes out as he wrote it', async () => {
    await desk.wecom.say('zhang', '我们今天打〔手机号·1〕给您');
    await phones.reads('alice', `我们今天打${PHONE}给您`);
    await phones.says('zhang', 'alice', `或请您打我同事的${COLLEAGUE}`);
    await desk.settled();
    expect(await transcriptOf('alice')).toContain('或请您打我同事的〔手机号·2〕');
    expect(await transcriptOf('zhang')).not.toContain('·');
  });

  it('is a placeholder to an operator who may not see it', async () => {
    const {
      load: _,
      presence: __,
      updatedAt: ___,
      id,
      version,
      ...fields
    } = (await desk.api('GET', `/api/v1/operators/${zhang}`)).body;
    const body = { ...fields, seesOriginals: false };
    const changed = await desk.api('PUT', `/api/v1/operators/${id}`, body, { 'if-match': `"${version}"` });
    expect(changed.body, JSON.stringify(changed.body)).toMatchObject({ seesOriginals: false });

    await desk.wecom.say('alice', `再说一遍：${PHONE}`);
    await phones.reads('zhang', '再说一遍：〔手机号·1〕');
  });

  it('is kept out of notes, tickets, comments and surveys', async () => {
    const { id: handoffId, contactId, conversationId } = await phones.caseOf('alice');
    await made('POST', `/api/v1/handoffs/${String(handoffId)}/notes`, { text: `已致电${PHONE}` });
    const ticket = { contactId, conversationId, title: `回电${PHONE}`, summary: `身份证${ID_CARD}，邮箱${EMAIL}` };
    const { id } = await made('POST', '/api/v1/tickets', ticket);
    await made('POST', `/api/v1/tickets/${id}/comments`, { text: `打了${PHONE}没人接` });
    expect((await desk.api('GET', `/api/v1/tickets/${id}`)).body).toMatchObject({ title: '回电〔手机号·1〕' });

    await desk.wecom.say('zhang', `/结束 已回电${PHONE}`);
    const survey = await phones.card('alice', /survey:[0-9a-f-]+:5/);
    expect(await phones.isIn('alice', 'resolved')).toMatchObject({ note: '已回电〔手机号·1〕' });
    await phones.press('alice', survey);
    await phones.reads('alice', '谢谢您的评价');
    await desk.wecom.say('alice', `很好，下次还打${PHONE}`);
    await phones.reads('alice', '谢谢您的建议');
    await desk.settled();
  });

  it('is kept out of what an operator asks for himself, and of places, links and files', async () => {
    await desk.ask('zhang', `退款多久到账？请打我的另一个号${COLLEAGUE}`);
    expect(JSON.stringify(model.requests)).not.toContain(COLLEAGUE);
    await desk.wecom.send('alice', {
      type: 'location',
      latitude: 39.9,
      longitude: 116.4,
      scale: 15,
      label: `门口，打${PHONE}`,
    });
    await desk.wecom.send('alice', {
      type: 'link',
      title: `找${EMAIL}`,
      description: PHONE,
      url: `https://a.cn/?tel=${PHONE}`,
      picUrl: '',
    });
    const file = new TextEncoder().encode('%PDF-1.4 and so on');
    const name = encodeURIComponent(`合同 ${PHONE}.pdf`);
    expect(await desk.api('POST', `/api/v1/media?type=file&name=${name}`, file)).toMatchObject({ status: 201 });
    await desk.settled();
  });

  it('stands nowhere in clear: in no column of any table, and in no line of the log', async () => {
    const tables = await desk.rows<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(50);
    // Bytes are shown in hexadecimal digits: text that nobody sealed would be found in these.
    const wanted = ORIGINALS.flatMap((original) => [original, Buffer.from(original).toString('hex')]);
    const found: string[] = [];
    for (const { schema, name } of tables) {
      const rows = await desk.rows<{ row: string }>(
        `select row from (select to_jsonb(t)::text as row from "${schema}"."${name}" t) as rows
          where row ilike any($1::text[])`,
        [wanted.map((text) => `%${text}%`)],
      );
      found.push(...rows.map(({ row }) => `${schema}.${name}: ${row}`));
    }
    expect(found).toEqual([]);
    const lines = logged.filter((line) => ORIGINALS.some((original) => line.includes(original)));
    expect(lines).toEqual([]);
    expect(logged.length).toBeGreaterThan(10);

    const [kept] = await desk.rows(
      `select (select count(*)::int from vault_entries) as entries,
              (select count(*)::int from inbox where payload is not null or content is not null) as payloads,
              (select count(*)::int from outbox where sealed_request is not null or request is not null) as requests`,
    );
    expect(kept).toEqual({ entries: 4, payloads: 0, requests: 0 });
  });
});
