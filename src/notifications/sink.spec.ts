import { expect, it } from 'vitest';
import { asId, type GroupId } from '../common/ids.js';
import { type Sink, wants } from './sink.js';

const groupA = asId<GroupId>('a');
const groupB = asId<GroupId>('b');
const sink: Sink = {
  id: asId('s'),
  name: 's',
  kind: 'email',
  secrets: { kind: 'email' },
  target: '',
  recipients: [],
  events: null,
  groupIds: null,
  enabled: true,
  version: 1,
  updatedAt: new Date(0),
};

it.each<[string, Partial<Sink>, string, GroupId | undefined, boolean]>([
  ['everything', {}, 'ticket.created', undefined, true],
  ['nothing while it is disabled', { enabled: false }, 'ticket.created', undefined, false],
  ['an event by its name', { events: ['ticket.created'] }, 'ticket.created', groupA, true],
  ['no other event', { events: ['ticket.created'] }, 'ticket.solved', groupA, false],
  ['all events of a kind', { events: ['handoff.*'] }, 'handoff.offered', groupA, true],
  ['none of another kind', { events: ['handoff.*'] }, 'handoffs.offered', groupA, false],
  ['a group', { groupIds: [groupA] }, 'handoff.offered', groupA, true],
  ['no other group', { groupIds: [groupA] }, 'handoff.offered', groupB, false],
  ['nothing without a group', { groupIds: [groupA] }, 'handoff.offered', undefined, false],
])('a sink wants %s', (_, fields, event, groupId, expected) => {
  expect(wants({ ...sink, ...fields }, event, groupId)).toBe(expected);
});
