import { type Example, idOf } from './example.js';

const HOURS = {
  externalId: 'hours',
  question: '营业时间是几点到几点',
  similarQuestions: ['你们几点开门', '周末上班吗'],
  answer: '我们周一至周五 9:00 到 18:00 营业。',
  category: '服务',
};

export const knowledgeExamples: readonly Example[] = [
  {
    operation: 'knowledgeImportsCreate',
    query: { format: 'jsonl', publish: 'true' },
    body: '{"externalId":"refund","question":"怎么退款","answer":"签收 7 天内可在订单页申请退款。"}\n',
    summary: 'One entry a line.',
  },
  { operation: 'documentsCreate', body: { ...HOURS, state: 'draft' }, makes: 'document' },
  {
    operation: 'documentsUpdate',
    path: { id: idOf('document') },
    body: { ...HOURS, answer: '我们每天 9:00 到 18:00 营业。', reason: '周末也营业了' },
  },
  { operation: 'documentsStep', path: { id: idOf('document') }, body: { state: 'published' } },
  {
    operation: 'documentsStepAll',
    body: { state: 'published', reason: '已核对', items: [{ id: idOf('document') }] },
  },
  {
    operation: 'documentDraftsSave',
    path: { id: idOf('document') },
    body: { ...HOURS, answer: '我们每天 8:30 到 18:00 营业。' },
  },
  { operation: 'documentDraftsPublish', path: { id: idOf('document') }, body: { reason: '夏季时间' } },
  {
    operation: 'documentRevisionsRestore',
    path: { id: idOf('document'), revision: '1' },
    body: { reason: '夏季时间结束' },
  },
  {
    operation: 'categoriesSet',
    path: { name: '服务' },
    body: { answerFrom: 0.8, clarifyFrom: 0.4, lowConfidenceAction: 'handoff' },
  },
  {
    operation: 'vocabularyReplace',
    body: { synonyms: [['退款', '退钱', '退费']], stopWords: ['请问', '麻烦'] },
  },
  {
    operation: 'documentOperationsOperate',
    body: {
      items: [
        { op: 'create', value: { externalId: 'parking', question: '有停车位吗', answer: '有，免费两小时。' } },
        { op: 'update', id: idOf('document'), value: { ...HOURS, tags: ['常见'] } },
      ],
    },
  },
  { operation: 'searchSearch', body: { query: '你们几点开门？', limit: 3 } },
  { operation: 'gapsDraft', path: { id: idOf('gap') }, body: { answer: '门店有免费停车位。', category: '服务' } },
  { operation: 'gapsSetState', path: { id: idOf('other gap') }, body: { state: 'dismissed' } },
  {
    operation: 'evaluationsCreate',
    body: { source: { kind: 'questions', items: [{ question: '几点开门', expectedExternalId: 'hours' }] } },
    summary: 'With questions of your own.',
  },
  {
    operation: 'evaluationsCreate',
    body: { source: { kind: 'asked', days: 30, limit: 500 } },
    summary: 'With what was asked lately.',
  },
];
