import { expect, it } from 'vitest';
import { judgePublicOrigin, judgeSpace } from './installation-checks.js';

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
