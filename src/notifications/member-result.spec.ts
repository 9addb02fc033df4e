import { describe, expect, it } from 'vitest';
import { memberResultOf } from './member-result.js';

const ok = { errcode: 0, errmsg: 'ok' };

describe('what WeCom says of a notification', () => {
  it('is delivered with what a card needs for its change', () => {
    expect(memberResultOf({ ...ok, msgid: 'm', response_code: 'c' }, 'Anna', true)).toEqual({
      outcome: 'delivered',
      externalId: 'm',
      responseCode: 'c',
    });
  });

  it.each([
    ['joined by a line', 'bert|anna'],
    ['as a list', ['anna']],
  ])('is rejected for a member who is named invalid, %s', (_, invaliduser) => {
    expect(memberResultOf({ ...ok, invaliduser }, 'Anna', true)).toEqual({
      outcome: 'rejected',
      reason: 'errcode-81013',
    });
  });

  it('is rejected for a member without a licence', () => {
    expect(memberResultOf({ ...ok, unlicenseduser: 'anna' }, 'anna', false)).toMatchObject({ outcome: 'rejected' });
  });

  it.each([42014, 42051, 43012, 40058])('is a refusal of the card, not of the member (%i)', (errcode) => {
    expect(memberResultOf({ errcode, errmsg: '' }, 'anna', true)).toMatchObject({ outcome: 'card-refused' });
    expect(memberResultOf({ errcode, errmsg: '' }, 'anna', false)).toMatchObject({ outcome: 'rejected' });
  });

  it.each([
    [60140, 'code-spent'],
    [60111, 'rejected'],
    [81013, 'rejected'],
    [-1, 'retry'],
    [42001, 'retry'],
  ])('%i is %s', (errcode, outcome) => {
    expect(memberResultOf({ errcode, errmsg: '' }, 'anna', true)).toMatchObject({ outcome });
  });

  it('waits for the window of a frequency limit', () => {
    expect(memberResultOf({ errcode: 45009, errmsg: '' }, 'anna', true)).toMatchObject({ afterMs: 60_000 });
  });
});
