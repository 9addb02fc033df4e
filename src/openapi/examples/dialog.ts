import { type Example, idOf } from './example.js';

const TOOL = {
  name: 'order_status',
  description: 'Looks up how an order of the contact stands. Use it when an order number is known.',
  parameters: {
    type: 'object',
    properties: { orderNumber: { type: 'string', title: '订单号' } },
    required: ['orderNumber'],
  },
  method: 'GET',
  url: 'https://erp.example.com/api/orders/{{orderNumber}}?contact={{$externalId}}',
  auth: { kind: 'bearer', secret: 'the-secret-of-the-erp' },
  response: { fields: { status: '/status' } },
};
const FLOW = `name: table-booking
title: { zh-Hans: 订位, en: Table booking }
intents: [table-booking]
steps:
  - ask: people
    text: { zh-Hans: 几位？, en: How many people? }
    type: number
    min: 1
    max: 20
  - say: { zh-Hans: 好的，已记下。, en: Noted. }
`;
const LIST = { name: '竞品', action: 'alert', direction: 'inbound' };
const RULE = { name: '银行卡号', kind: 'pattern', pattern: '\\d{16,19}', action: 'mask', direction: 'outbound' };

export const dialogExamples: readonly Example[] = [
  {
    operation: 'intentsSet',
    path: { name: 'table-booking' },
    body: { description: 'Wants a table.', examples: ['我想订位', '帮我订个座位', '今晚还有位子吗'] },
  },
  { operation: 'flowsSet', path: { name: 'table-booking' }, body: { source: FLOW } },
  { operation: 'toolsCreate', body: TOOL, makes: 'tool' },
  { operation: 'toolsUpdate', path: { id: idOf('tool') }, body: { ...TOOL, timeoutMs: 2_000 } },
  {
    operation: 'toolsTry',
    path: { id: idOf('tool') },
    body: { arguments: { orderNumber: 'SF12345678' }, externalId: 'zhangsan' },
  },
  { operation: 'filterListsCreate', body: LIST, makes: 'word list' },
  { operation: 'filterListsUpdate', path: { id: idOf('word list') }, body: { ...LIST, action: 'handoff' } },
  { operation: 'filterWordsSet', path: { id: idOf('word list'), word: '别家茶' }, body: { action: null } },
  {
    operation: 'filterWordsImport',
    path: { id: idOf('word list') },
    query: { format: 'csv' },
    body: 'word,action\n隔壁茶铺,alert\n',
  },
  { operation: 'filterRulesCreate', body: RULE, makes: 'filter rule' },
  { operation: 'filterRulesUpdate', path: { id: idOf('filter rule') }, body: { ...RULE, direction: 'both' } },
  { operation: 'filterTrialsTry', body: { text: '你们和别家茶哪个好？', direction: 'inbound' } },
  {
    operation: 'replaysCreate',
    body: { from: '2026-01-01T00:00:00Z', to: '2026-01-31T00:00:00Z', knowledge: 'candidate', limit: 100 },
  },
];
