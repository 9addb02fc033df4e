import { type Example, idOf } from './example.js';

const GROUP = {
  name: '售后',
  skills: { categories: ['售后'] },
  calendar: {
    timeZone: 'Asia/Shanghai',
    weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
    holidays: [{ date: '2027-10-01', closed: true, name: '国庆节' }],
  },
  outsideHours: 'queue',
};
const OPERATOR = { name: '李四', memberId: 'lisi', accountId: idOf('account'), groupIds: [idOf('group')], capacity: 5 };
const RULE = { name: '投诉', when: { intents: ['complaint'] }, groupId: idOf('group'), priority: 10 };
const REPLY = { number: 7, title: '退款', text: '退款一般 1 到 3 个工作日到账。' };

export const handoffExamples: readonly Example[] = [
  { operation: 'contactsSetTags', path: { id: idOf('contact') }, body: { tags: ['vip'] } },
  { operation: 'groupsCreate', body: GROUP, makes: 'group' },
  { operation: 'groupsUpdate', path: { id: idOf('group') }, body: { ...GROUP, isDefault: true, offerSeconds: 30 } },
  { operation: 'operatorsCreate', body: OPERATOR, makes: 'operator' },
  { operation: 'operatorsUpdate', path: { id: idOf('operator') }, body: { ...OPERATOR, capacity: 8 } },
  { operation: 'operatorsSetPresence', path: { id: idOf('operator') }, body: { presence: 'online' } },
  {
    operation: 'operatorOperationsOperate',
    body: { items: [{ op: 'update', id: idOf('operator'), value: { ...OPERATOR, capacity: 10 } }] },
  },
  { operation: 'handoffRulesCreate', body: RULE, makes: 'rule' },
  { operation: 'handoffRulesUpdate', path: { id: idOf('rule') }, body: { ...RULE, priority: 20 } },
  { operation: 'cannedRepliesCreate', body: REPLY, makes: 'canned reply' },
  {
    operation: 'cannedRepliesUpdate',
    path: { id: idOf('canned reply') },
    body: { ...REPLY, text: '退款一般 1 个工作日到账。' },
  },
  {
    operation: 'cannedReplyOperationsOperate',
    body: {
      items: [
        { op: 'create', value: { ...REPLY, number: 8, title: '发票' } },
        { op: 'delete', id: idOf('canned reply') },
      ],
    },
  },
  {
    operation: 'mediaAdd',
    query: { type: 'file', name: '退款说明.txt' },
    body: '退款一般 1 到 3 个工作日到账。',
    makes: 'file',
  },
  {
    operation: 'conversationHandoffRequest',
    path: { id: idOf('conversation') },
    body: { reason: '退款争议', summary: '客户说三天没有到账。', groupId: idOf('group') },
    makes: 'case',
  },
  { operation: 'handoffsClaim', path: { id: idOf('case') }, body: { operatorId: idOf('operator') } },
  { operation: 'handoffsNote', path: { id: idOf('case') }, body: { text: '已核对，银行处理中。' } },
  {
    operation: 'handoffsSend',
    path: { id: idOf('case') },
    body: { text: '您好，退款已提交，预计明天到账。' },
    makes: 'answer',
  },
  {
    operation: 'knowledgeDraftsCreate',
    path: { id: idOf('case') },
    body: { messageId: idOf('answer'), question: '退款多久到账' },
  },
  { operation: 'handoffsTransfer', path: { id: idOf('case') }, body: { groupId: idOf('group') } },
  { operation: 'handoffsClaim', path: { id: idOf('case') }, body: { operatorId: idOf('operator') } },
  {
    operation: 'handoffOperationsTransfer',
    body: { items: [{ id: idOf('case'), groupId: idOf('group') }] },
  },
  { operation: 'handoffsClaim', path: { id: idOf('case') }, body: { operatorId: idOf('operator') } },
  { operation: 'handoffsResolve', path: { id: idOf('case') }, body: { outcome: 'solved', note: '已到账' } },
  {
    operation: 'handoffOperationsResolve',
    body: { items: [{ id: idOf('case'), outcome: 'duplicate', note: '与另一单相同' }] },
  },
  {
    operation: 'ticketsCreate',
    body: { contactId: idOf('contact'), title: '退款未到账', priority: 'high', dueAt: '2027-01-31T10:00:00Z' },
    makes: 'ticket',
  },
  { operation: 'ticketsChange', path: { id: idOf('ticket') }, body: { state: 'pending', groupId: idOf('group') } },
  { operation: 'ticketsComment', path: { id: idOf('ticket') }, body: { text: '已联系银行。', externalId: 'c-1' } },
  {
    operation: 'ticketsPut',
    path: { system: 'jira', externalId: 'KF-1' },
    body: { ticketId: idOf('ticket'), state: 'solved', comments: [{ text: '银行确认到账。', externalId: 'c-2' }] },
  },
];
