import { expect, it } from 'vitest';
import { memberReplyOf } from './member-reply.js';

const accepted = { errcode: 0, errmsg: 'ok', msgid: 'm1' };

it('is delivered when the member is in no list', () => {
  const reply = { ...accepted, invaliduser: 'alice2', unlicenseduser: '' };
  expect(memberReplyOf(reply, 'alice')).toEqual({ outcome: 'delivered', externalId: 'm1' });
});

it('is rejected when the member is listed as invalid or unlicensed, though WeCom says 0', () => {
  expect(memberReplyOf({ ...accepted, invaliduser: 'bob|alice' }, 'Alice')).toEqual({
    outcome: 'rejected',
    reason: 'errcode-81013',
  });
  expect(memberReplyOf({ ...accepted, unlicenseduser: 'alice' }, 'Alice')).toEqual({
    outcome: 'rejected',
    reason: 'unlicensed-member',
  });
});
