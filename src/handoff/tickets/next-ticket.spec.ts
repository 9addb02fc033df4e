import { describe, expect, it } from 'vitest';
import { type AccountId, asId, type ContactId, type OperatorId, type TicketId } from '../../common/ids.js';
import { changedFields, nextTicket } from './next-ticket.js';
import type { TicketChange, TicketRow } from './ticket.js';

const operatorId = asId<OperatorId>('0b1d2a52-5b0c-4a55-8f53-7b8b3c1d4e90');

const ticket: TicketRow = {
  id: asId<TicketId>('0b1d2a52-5b0c-4a55-8f53-7b8b3c1d4e91'),
  number: '42',
  category: '售后',
  priority: 'normal',
  account_id: asId<AccountId>('0b1d2a52-5b0c-4a55-8f53-7b8b3c1d4e92'),
  contact_id: asId<ContactId>('0b1d2a52-5b0c-4a55-8f53-7b8b3c1d4e93'),
  contact_external_id: 'alice',
  conversation_id: null,
  handoff_id: null,
  reason: 'asked',
  title: '空调不制冷',
  summary: '客户：空调不制冷',
  summary_by: 'extract',
  transcript_from: null,
  transcript_to: null,
  language: 'zh-Hans',
  assignee_id: null,
  group_id: null,
  state: 'open',
  due_at: new Date('2026-01-31T00:00:00Z'),
  external_system: null,
  external_id: null,
  comments: 0,
  version: 3,
  created_at: new Date('2026-01-01T00:00:00Z'),
  updated_at: new Date('2026-01-01T00:00:00Z'),
  solved_at: null,
  closed_at: null,
};

function change(fields: TicketChange) {
  const after = nextTicket(ticket, fields);
  return { version: after.version, changed: changedFields(ticket, after), after };
}

describe('a change of a ticket', () => {
  it.each<[TicketChange, string[]]>([
    [{ state: 'pending' }, ['state']],
    [{ assigneeId: operatorId, priority: 'urgent' }, ['priority', 'assigneeId']],
    [{ category: null, dueAt: null }, ['category', 'dueAt']],
    [{ external: { system: 'jira', id: 'AC-17' } }, ['externalSystem', 'externalId']],
  ])('by %j is one version of %j', (fields, changed) => {
    expect(change(fields)).toMatchObject({ version: 4, changed });
  });

  it.each<TicketChange>([
    {},
    { title: '空调不制冷', state: 'open', category: '售后' },
    { dueAt: new Date('2026-01-31T00:00:00Z'), assigneeId: null },
  ])('by %j is none', (fields) => {
    expect(change(fields)).toEqual({ version: 3, changed: [], after: ticket });
  });

  it('says who wrote the summary', () => {
    expect(change({ summary: '已联系客户' }).after.summary_by).toBe('person');
    expect(change({ summary: '客户反映空调不制冷。', summaryBy: 'model' }).after.summary_by).toBe('model');
    expect(change({ summary: '客户：空调不制冷' }).after.summary_by).toBe('extract');
  });

  it('is refused where the state does not lead there', () => {
    const closed: TicketRow = { ...ticket, state: 'closed' };

    expect(() => nextTicket(closed, { state: 'open' })).toThrow('a ticket that is closed cannot become open');
  });
});
