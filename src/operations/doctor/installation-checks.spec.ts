import { expect, it } from 'vitest';
import { judgeProxy, judgePublicOrigin, judgeSpace } from './installation-checks.js';

const GIBIBYTE = 1024 ** 3;

it.each([
  [2 * GIBIBYTE, 'ok'],
  [GIBIBYTE, 'ok'],
  [GIBIBYTE / 2, 'warning'],
  [GIBIBYTE / 16, 'failed'],
])('%i bytes that are free are %s', (bytes, status) => {
  expect(judgeSpace(bytes)).toMatchObject({ status });
});

it.each([
  [undefined, 'skipped'],
  ['https://kefu.example.com', 'ok'],
  ['http://127.0.0.1:3000', 'ok'],
  ['http://localhost', 'ok'],
  ['http://kefu.example.com', 'warning'],
])('a public address %s is %s', (origin, status) => {
  expect(judgePublicOrigin(origin)).toMatchObject({ status });
});

const HTTPS = 'https://kefu.example.com';

it.each([
  [undefined, {}, 'ok'],
  ['http://127.0.0.1:3000', { ADMIN_ALLOWED_ADDRESSES: '127.0.0.1' }, 'ok'],
  [HTTPS, { TRUSTED_PROXIES: '10.0.0.1', CALLBACK_ALLOWED: 'wecom' as const }, 'ok'],
  [HTTPS, {}, 'warning'],
  [HTTPS, { ADMIN_ALLOWED_ADDRESSES: '10.0.0.0/8' }, 'failed'],
  [HTTPS, { CALLBACK_ALLOWED: 'wecom' as const }, 'failed'],
])('at %s, with %j, whoever calls through a proxy is %s', (origin, edges, status) => {
  expect(judgeProxy(origin, { CALLBACK_ALLOWED: 'any', ...edges })).toMatchObject({ status });
});
