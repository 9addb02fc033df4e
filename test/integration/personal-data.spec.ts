import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PersonalData } from '../../src/privacy/detection/personal-data.js';
import { problem, TestPlatform } from '../setup/test-platform.js';

const KEY = '/api/v1/settings/privacy.patterns';
const TEXT = '会员VIP102938的订单20240315123456，打13912345678';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.start(() => []);
});
afterAll(() => platform.stop());

const patterns = (value: unknown) => platform.call({ method: 'PUT', url: KEY, body: { value } });

it('the enterprise’s own patterns count everywhere within 2 s', async () => {
  const here = platform.app.get(PersonalData);
  const elsewhere = (await platform.startApp()).get(PersonalData);
  expect(here.mask(TEXT)).toBe('会员VIP102938的订单20240315123456，打〔手机号〕');

  const list = [
    { name: '会员号', pattern: 'VIP\\d{6}' },
    { name: '订单号', pattern: '20\\d{12}' },
  ];
  expect((await patterns(list)).status).toBe(200);

  const masked = '会员〔会员号〕的订单〔订单号〕，打〔手机号〕';
  expect(here.mask(TEXT)).toBe(masked);
  await vi.waitFor(() => expect(elsewhere.mask(TEXT)).toBe(masked), { timeout: 20_000, interval: 50 });
  expect(here.maskTogether([TEXT, '〔会员号·4〕']).texts[0]).toBe('会员〔会员号·5〕的订单〔订单号·1〕，打〔手机号·1〕');
  expect(here.maskForAll('〔会员号·4〕和VIP102938')).toBe('〔会员号〕和〔会员号〕');

  expect((await patterns([])).status).toBe(200);
  expect(here.mask(TEXT)).toContain('VIP102938');
});

it.each([
  ['no list', 'VIP\\d{6}'],
  ['a pattern that goes back', [{ name: '会员号', pattern: '(a)\\1' }]],
  ['a pattern that looks ahead', [{ name: '会员号', pattern: '(?=a)a' }]],
  ['an empty pattern', [{ name: '会员号', pattern: '' }]],
  ['a pattern that is too long', [{ name: '会员号', pattern: 'a'.repeat(201) }]],
  ['a name with digits', [{ name: '号1', pattern: 'a' }]],
  ['a name with brackets', [{ name: '〔号〕', pattern: 'a' }]],
  ['no name', [{ pattern: 'a' }]],
  ['too many', Array.from({ length: 21 }, () => ({ name: '号', pattern: 'a' }))],
])('refuses %s', async (_what, value) => {
  expect((await patterns(value)).json()).toEqual(problem(400, 'request.invalid'));
});
