import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolOutcome } from '../tools/tool-kit.js';
import { advance, newRun } from './engine.js';
import { readFlow } from './flow-file.js';
import { questionAt } from './flow-words.js';
import type { Advance, FlowInput, FlowWorld } from './flow-world.js';
import type { Flow } from './flow.js';
import { yesOrNo } from './reading.js';
import { shippedFolder } from './flow-schema.js';

const TAX_NUMBER = '91350100M000100Y43';

function flowOf(source: string): Flow {
  const read = readFlow(source);
  if (!read.ok) {
    throw new TypeError(read.faults.join('\n'));
  }
  return read.flow;
}

const shipped = (name: string): Flow => flowOf(readFileSync(join(shippedFolder, `${name}.yaml`), 'utf8'));
const orderStatus = shipped('order-status');
const invoice = shipped('invoice-request');

interface Options {
  tools?: Record<string, 'reads' | 'acts'>;
  language?: FlowWorld['language'];
  isOtherTopic?: boolean;
}

function worldOf({ tools = {}, language = 'zh-Hans', isOtherTopic = false }: Options = {}): FlowWorld {
  return {
    language,
    today: '2026-11-21',
    isOtherTopic,
    tools: {
      has: (name) => Object.hasOwn(tools, name),
      needsConfirmation: (name) => tools[name] === 'acts',
      question: (name, json) => `${name} ${json}?`,
    },
  };
}

/** What a contact says, in order, and the last of what comes of it. Outcomes of tools are objects. */
function play(flow: Flow, inputs: readonly (string | ToolOutcome)[], options: Options = {}): Advance {
  const [first, ...others] = inputs;
  let step = advance(
    flow,
    newRun(flow),
    { kind: 'start', text: typeof first === 'string' ? first : '' },
    worldOf(options),
  );
  for (const input of others) {
    const next: FlowInput =
      typeof input === 'string' ? { kind: 'text', text: input } : { kind: 'tool', outcome: input };
    step = advance(flow, step.run, next, worldOf(options));
  }
  return step;
}

const found = (result: unknown, message?: string): ToolOutcome => ({
  ok: true,
  result,
  text: JSON.stringify(result),
  ...(message !== undefined && { message }),
});

describe('the order-status flow', () => {
  const tools = { order_status: 'reads' } as const;

  it('asks for the number, calls the tool and tells what it says', () => {
    const asked = play(orderStatus, ['我的订单到哪了'], { tools });
    expect(asked).toMatchObject({ effect: { kind: 'wait' }, run: { step: 'ask-number' } });
    expect(asked.replies.join()).toContain('订单号');
    const called = play(orderStatus, ['我的订单到哪了', 'SF12345678'], { tools });
    expect(called.effect).toEqual({ kind: 'call', tool: 'order_status', arguments: '{"orderNumber":"SF12345678"}' });
    const told = play(orderStatus, ['查订单', 'SF12345678', found({ status: '已发货' })], { tools });
    expect(told).toMatchObject({
      effect: { kind: 'end', as: 'answered' },
      replies: ['订单 SF12345678 目前的状态：已发货。'],
    });
    const worded = play(orderStatus, ['查订单', 'SF12345678', found({}, '您的包裹明天送达。')], { tools });
    expect(worded.replies).toEqual(['您的包裹明天送达。']);
  });

  it('takes the number from the first message', () => {
    expect(play(orderStatus, ['帮我查一下订单20260501001到哪了'], { tools }).effect).toMatchObject({
      kind: 'call',
      arguments: '{"orderNumber":"20260501001"}',
    });
  });

  it('hands off with the number where there is no tool, or it fails', () => {
    const without = play(orderStatus, ['查订单', 'SF12345678']);
    expect(without).toMatchObject({
      effect: { kind: 'end', as: 'handoff' },
      run: { slots: { orderNumber: 'SF12345678' } },
    });
    expect(without.replies.join()).toContain('SF12345678');
    const failed = play(orderStatus, ['查订单', 'SF12345678', { ok: false, reason: 'timed-out', text: '' }], { tools });
    expect(failed.effect).toEqual({ kind: 'end', as: 'handoff' });
    expect(play(orderStatus, ['查订单', 'SF12345678', found({})], { tools }).effect).toEqual({
      kind: 'end',
      as: 'handoff',
    });
  });

  it('asks again for an order that nobody knows', () => {
    const again = play(orderStatus, ['查订单', 'SF12345678', { ok: false, reason: 'not-found', text: '' }], { tools });
    expect(again).toMatchObject({ effect: { kind: 'wait' }, run: { step: 'ask-number' } });
    expect(again.replies.join()).toMatch(/没有查到订单 SF12345678.*请告诉我您的订单号/su);
  });

  it('asks again twice for what is no number, then a human', () => {
    const twice = play(orderStatus, ['查订单', '不知道', '忘记了'], { tools });
    expect(twice).toMatchObject({ effect: { kind: 'wait' }, run: { failures: 2 } });
    expect(twice.replies[0]).toContain('至少 6 位');
    expect(play(orderStatus, ['查订单', '不知道', '忘记了', '真忘了'], { tools })).toMatchObject({
      effect: { kind: 'end', as: 'handoff' },
    });
  });

  it('is left at any moment, and for another question in between', () => {
    expect(play(orderStatus, ['查订单', '取消'], { tools })).toMatchObject({
      effect: { kind: 'end', as: 'cancelled' },
      replies: ['好的，已取消。需要时随时再告诉我。'],
    });
    const aside = play(orderStatus, ['查订单', '运费多少钱？'], { tools });
    expect(aside).toMatchObject({ effect: { kind: 'aside' }, replies: [], run: { step: 'ask-number', asides: 1 } });
    expect(questionAt(orderStatus, aside.run, worldOf())).toContain('订单号');
    const back = advance(orderStatus, aside.run, { kind: 'text', text: 'SF12345678' }, worldOf({ tools }));
    expect(back.effect.kind).toBe('call');
  });

  it('speaks the language of the contact', () => {
    expect(play(orderStatus, ['order?'], { language: 'en' }).replies.join()).toContain('order number');
    expect(play(orderStatus, ['訂單'], { language: 'zh-Hant' }).replies.join()).toContain('訂單編號');
    expect(play(orderStatus, ['注文'], { language: 'ja' }).replies.join()).toContain('order number');
  });
});

describe('the invoice flow', () => {
  const tools = { create_invoice: 'acts' } as const;
  const filled = ['要发票', '1', '杭州茶香科技有限公司', TAX_NUMBER, '1,299.00元', 'cai@example.com'];

  it('takes down everything, asks for a yes, and only then acts', () => {
    const confirm = play(invoice, filled, { tools });
    expect(confirm.effect).toEqual({ kind: 'wait' });
    expect(confirm.replies.join()).toMatch(/杭州茶香科技有限公司.*91350100M000100Y43.*1299 元.*cai@example.com/su);
    for (const other of ['不对', '取消', '运费多少钱？', '嗯？什么']) {
      expect(play(invoice, [...filled, other], { tools }).effect.kind).not.toBe('call');
    }
    const called = play(invoice, [...filled, '确认'], { tools });
    expect(called.effect).toMatchObject({ kind: 'call', tool: 'create_invoice' });
    expect(JSON.parse(called.effect.kind === 'call' ? called.effect.arguments : '')).toEqual({
      kind: 'company',
      title: '杭州茶香科技有限公司',
      taxNumber: TAX_NUMBER,
      amount: 1299,
      email: 'cai@example.com',
    });
    const done = play(invoice, [...filled, '确认', found({ id: 1 })], { tools });
    expect(done).toMatchObject({ effect: { kind: 'end', as: 'answered' } });
    expect(done.replies.join()).toContain('cai@example.com');
  });

  it('asks a person for no tax number', () => {
    const confirm = play(invoice, ['要发票', '个人', '张三', '100', 'z@example.com'], { tools });
    expect(confirm.replies.join()).toMatch(/张三（个人）/u);
    const called = play(invoice, ['要发票', '个人', '张三', '100', 'z@example.com', '好的'], { tools });
    expect(called.effect.kind === 'call' && JSON.parse(called.effect.arguments)).toEqual({
      kind: 'person',
      title: '张三',
      amount: 100,
      email: 'z@example.com',
    });
  });

  it('refuses a wrong tax number, amount and address', () => {
    expect(play(invoice, ['要发票', '1', 'A 公司', '91350100M000100Y44']).run).toMatchObject({ failures: 1 });
    expect(play(invoice, [...filled.slice(0, 4), '免费']).run).toMatchObject({ failures: 1 });
    expect(play(invoice, [...filled.slice(0, 4), '12.345']).replies.join()).toContain('最多两位小数');
    expect(play(invoice, [...filled.slice(0, 5), '没有邮箱']).run).toMatchObject({ failures: 1 });
  });

  it('begins anew where something is wrong', () => {
    expect(play(invoice, [...filled, '不对'], { tools })).toMatchObject({
      effect: { kind: 'wait' },
      run: { step: 'ask-kind' },
    });
  });

  it('takes the name of a company, whatever words are in it', () => {
    const named = play(invoice, ['要发票', '1', '上海什么都有多少科技有限公司'], { tools, isOtherTopic: true });
    expect(named.run.slots).toMatchObject({ title: '上海什么都有多少科技有限公司' });
    expect(play(invoice, ['要发票', '1', '可以开专票吗'], { tools }).effect.kind).toBe('aside');
  });

  it('never repeats what may have been done, and hands off with what it knows', () => {
    for (const reason of ['timed-out', 'unreachable', 'outcome-unknown'] as const) {
      const unsure = play(invoice, [...filled, '确认', { ok: false, reason, text: '' }], { tools });
      expect(unsure.effect).toEqual({ kind: 'end', as: 'handoff' });
      expect(unsure.replies.join()).toContain('请不要重复提交');
    }
    const without = play(invoice, [...filled, '确认']);
    expect(without).toMatchObject({
      effect: { kind: 'end', as: 'handoff' },
      run: { slots: { title: '杭州茶香科技有限公司' } },
    });
  });
});

describe('the engine', () => {
  it('asks by itself before a tool acts that no step confirmed', () => {
    const flow = flowOf('name: a\ntitle: A\nintents: []\nsteps:\n- {ask: x, text: x?}\n- {tool: act}\n');
    const tools = { act: 'acts' } as const;
    const asked = play(flow, ['', 'v'], { tools });
    expect(asked).toMatchObject({ effect: { kind: 'wait' }, replies: ['act {"x":"v"}?'], run: { asksTool: true } });
    expect(play(flow, ['', 'v', '是'], { tools }).effect).toMatchObject({ kind: 'call', arguments: '{"x":"v"}' });
    expect(play(flow, ['', 'v', '不要'], { tools }).effect).toEqual({ kind: 'end', as: 'cancelled' });
    expect(play(flow, ['', 'v', '那要等多久呀'], { tools }).effect).toEqual({ kind: 'aside' });
  });

  it('asks again where a slot changed after the yes', () => {
    const flow = flowOf(
      'name: a\ntitle: A\nintents: []\nsteps:\n- {ask: x, text: x?}\n- {confirm: "{{x}}?"}\n- {set: {x: other}}\n- {tool: act}\n',
    );
    expect(play(flow, ['', 'v', '是'], { tools: { act: 'acts' } })).toMatchObject({
      effect: { kind: 'wait' },
      run: { asksTool: true },
    });
  });

  it('branches', () => {
    const flow = flowOf(`
name: a
title: A
intents: []
steps:
  - { ask: n, text: 'n?', type: number }
  - branch:
      - { when: { slot: n, above: 10 }, go: big }
      - { when: { slot: n, in: [1, 2] }, go: small }
      - { when: { slot: n, matches: '^[37]$' }, go: odd }
    otherwise: other
  - { id: big, end: answered, text: big }
  - { id: small, end: answered, text: small }
  - { id: odd, end: answered, text: odd }
  - { id: other, end: handoff, text: other }
`);
    const ends = ['11', '2', '7', '5'].map((n) => play(flow, ['', n]).replies.join());
    expect(ends).toEqual(['big', 'small', 'odd', 'other']);
  });

  it('ends a flow that turns in circles', () => {
    const flow = flowOf('name: a\ntitle: A\nintents: []\nsteps:\n- {id: b, set: {x: 1}}\n- {set: {x: 2}, next: b}\n');
    expect(play(flow, [''])).toMatchObject({ effect: { kind: 'end', as: 'handoff' } });
  });

  it('hands off a run whose step is gone', () => {
    const run = { ...newRun(orderStatus), step: 'gone' };
    expect(advance(orderStatus, run, { kind: 'text', text: 'x' }, worldOf())).toMatchObject({
      effect: { kind: 'end', as: 'handoff' },
    });
  });

  const said = fc.oneof(
    fc.constantFrom(
      '1',
      '2',
      '是',
      '不对',
      '确认',
      '个人',
      'SF12345678',
      TAX_NUMBER,
      '100',
      'a@b.cn',
      '杭州茶香有限公司',
      '运费多少？',
      '谢谢',
    ),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  const failures = ['timed-out', 'not-found', 'refused', 'unknown-tool'] as const;
  const outcome: fc.Arbitrary<ToolOutcome> = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }).map((result) => found(result)),
    fc.constantFrom(...failures).map((reason): ToolOutcome => ({ ok: false, reason, text: '' })),
  );

  it('always says something, acts only after a yes, stays in its bounds and changes no run that it was given', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(orderStatus, invoice),
        fc.array(said, { maxLength: 30 }),
        fc.array(outcome, { minLength: 1 }),
        (flow, texts, outcomes) => {
          const world = worldOf({ tools: { order_status: 'reads', create_invoice: 'acts' } });
          let step = advance(flow, newRun(flow), { kind: 'start', text: texts[0] ?? '' }, world);
          let lastText = '';
          for (const text of texts) {
            const before = structuredClone(step.run);
            const isCall = step.effect.kind === 'call';
            const input: FlowInput = isCall
              ? { kind: 'tool', outcome: outcomes[step.run.moves % outcomes.length] ?? found(null) }
              : { kind: 'text', text };
            lastText = isCall ? lastText : text;
            const next = advance(flow, step.run, input, world);
            expect(step.run).toEqual(before);
            step = next;
            expect(JSON.stringify(step.run).length).toBeLessThan(20_000);
            expect(
              step.effect.kind === 'call' || step.effect.kind === 'aside' || step.replies.join('').trim() !== '',
            ).toBe(true);
            const acts = step.effect.kind === 'call' && step.effect.tool === 'create_invoice';
            expect(!acts || yesOrNo(lastText) === true).toBe(true);
            if (step.effect.kind === 'end') {
              return;
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lets out whoever wants out, wherever they are', () => {
    const path = ['要发票', '1', '杭州茶香有限公司', TAX_NUMBER, '100', 'a@b.cn'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: path.length }),
        fc.constantFrom('取消', '退出', '算了', 'cancel'),
        (length, word) => {
          const out = play(invoice, [...path.slice(0, length), word], { tools: { create_invoice: 'acts' } });
          expect(out).toMatchObject({ effect: { kind: 'end', as: 'cancelled' } });
        },
      ),
    );
  });
});
