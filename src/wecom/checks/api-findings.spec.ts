import { describe, expect, it } from 'vitest';
import { appFinding, clockFinding, memberFinding, refusalFinding, signInFinding } from './api-findings.js';

const good = { errcode: 0, errmsg: 'ok' };

describe('refusalFinding', () => {
  it('names the address that WeCom saw, of either version, and does without where there is none', () => {
    const errmsg = (ip: string): string =>
      `not allow to access from your ip, hint: [1], from ip: ${ip}, more info at x`;
    for (const ip of ['203.0.113.7', '2001:db8::7']) {
      expect(refusalFinding({ errcode: 60020, errmsg: errmsg(ip) })).toMatchObject({
        remedy: { en: expect.stringContaining(ip), zh: expect.stringContaining(ip) },
      });
    }
    expect(refusalFinding({ errcode: 60020, errmsg: '' })).toMatchObject({
      remedy: { en: expect.stringContaining('Trusted IP') },
    });
  });

  it('only warns of what passes by itself', () => {
    expect(refusalFinding({ errcode: 45009, errmsg: '' })).toMatchObject({ status: 'warning' });
    expect(refusalFinding({ errcode: 987_654, errmsg: '' })).toMatchObject({
      status: 'failed',
      code: 'errcode-987654',
    });
  });
});

describe('clockFinding', () => {
  it.each([
    [undefined, 'skipped'],
    [0, 'ok'],
    [-30_400, 'ok'],
    [31_000, 'warning'],
    [-599_000, 'warning'],
    [600_000, 'failed'],
    [-3_600_000, 'failed'],
  ])('of a WeCom that is %s ms ahead is %s', (aheadMs, status) => {
    expect(clockFinding(aheadMs, 600)).toMatchObject({ status });
  });

  it('fails nobody where the time of callbacks is not looked at', () => {
    expect(clockFinding(3_600_000, 0)).toMatchObject({
      status: 'warning',
      fault: { en: expect.stringContaining('behind') },
    });
  });
});

describe('what WeCom tells of an app', () => {
  it('may lack whatever it likes', () => {
    expect(appFinding(good)).toMatchObject({ code: 'wecom.visible-to-nobody' });
    expect(appFinding({ ...good, allow_userinfos: null, allow_partys: { partyid: 3 }, allow_tags: [] })).toMatchObject({
      code: 'wecom.visible-to-nobody',
    });
    expect(appFinding({ ...good, allow_tags: { tagid: [1] } })).toMatchObject({ status: 'ok' });
  });

  it('names the domain that signing in needs', () => {
    const origin = 'https://kefu.example.com';
    expect(signInFinding({ ...good, redirect_domain: 'kefu.example.com' }, origin)).toMatchObject({ status: 'ok' });
    expect(signInFinding({ ...good, redirect_domain: '' }, origin)).toMatchObject({ status: 'warning' });
    expect(signInFinding(undefined, origin)).toMatchObject({ status: 'skipped' });
    expect(signInFinding(good, undefined)).toMatchObject({ status: 'skipped' });
  });
});

describe('memberFinding', () => {
  it('warns of a member who is not active', () => {
    expect(memberFinding({ ...good, status: 1 })).toMatchObject({ status: 'ok' });
    expect(memberFinding(good)).toMatchObject({ status: 'ok' });
    expect(memberFinding({ ...good, status: 4 })).toMatchObject({ status: 'warning', code: 'wecom.member-status-4' });
  });
});
