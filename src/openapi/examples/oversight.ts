import { type Example, idOf } from './example.js';

const SEARCH = {
  name: '没有把握的回答',
  filters: { action: 'dialog.outcome', confidenceBelow: 0.6 },
  schedule: { every: 'weekly', hour: 9, day: 1, zone: 'Asia/Shanghai' },
  sample: 20,
};
const REASON = '客户本人书面申请';

export const oversightExamples: readonly Example[] = [
  { operation: 'verificationVerify', body: {}, summary: 'All of it.' },
  { operation: 'verificationVerify', body: { from: '2026-01-01', to: '2026-02-01' }, summary: 'A span.' },
  {
    operation: 'exportsCreate',
    body: { format: 'csv', filters: { action: 'handoff.claimed', from: '2026-01-01' }, purpose: '季度抽查' },
  },
  { operation: 'savedSearchesCreate', body: SEARCH, makes: 'search' },
  { operation: 'savedSearchesUpdate', path: { id: idOf('search') }, body: { ...SEARCH, sample: 50 } },
  { operation: 'savedSearchesAsk', path: { id: idOf('search') }, body: { from: '2026-01-01', to: '2026-02-01' } },
  { operation: 'reviewsJudge', path: { id: idOf('review') }, body: { verdict: 'wrong', note: '少了节假日' } },
  {
    operation: 'holdsPlace',
    body: { subject: 'contact', subjectId: idOf('contact'), reason: '诉讼 2026-17 需要', until: '2027-12-31' },
    makes: 'hold',
  },
  { operation: 'holdsChange', path: { id: idOf('hold') }, body: { reason: '诉讼 2026-17 需要，延期', until: null } },
  {
    operation: 'unmaskingsRequest',
    body: { contactId: idOf('contact'), placeholders: ['〔手机号·1〕'], reason: '核对退款账户' },
    makes: 'unmasking',
  },
  { operation: 'unmaskingsDecide', path: { id: idOf('open unmasking') }, body: { approved: true, note: '已核实' } },
  { operation: 'contactRequestsExport', path: { id: idOf('contact') }, body: { reason: REASON } },
  { operation: 'contactRequestsErase', path: { id: idOf('other contact') }, body: { reason: REASON } },
];
