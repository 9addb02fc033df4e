import { describe, expect, it } from 'vitest';
import type { ApiCaller } from '../../common/access.js';
import { countedFor } from './rate-policy.js';

const key: ApiCaller = { kind: 'key', id: '1', permissions: [], reach: 'all' };
const staff: ApiCaller = { kind: 'staff', id: '1', userId: 'alice', permissions: [], reach: 'all' };

function subjects(method: string, route: string, caller: ApiCaller | undefined, address = '192.0.2.1'): string[] {
  return countedFor(method, route, caller, address).map(({ subject }) => subject);
}

describe('a call counts', () => {
  it.each([
    ['for its key', 'GET', '/api/v1/settings', key, ['key/1']],
    ['for its member of the staff', 'GET', '/api/v1/settings', staff, ['staff/1']],
    ['as an import too', 'POST', '/api/v1/knowledge/imports', key, ['key/1', 'imports/key/1']],
    ['not as an import where it asks for one', 'GET', '/api/v1/knowledge/imports', key, ['key/1']],
    ['as an export too', 'GET', '/api/v1/audit/exports/:id/file', staff, ['staff/1', 'exports/staff/1']],
    ['for its address where nobody is known', 'GET', '/.well-known/jwks.json', undefined, ['address/192.0.2.1']],
    ['as a sign-in too', 'GET', '/api/v1/sign-in/wecom', undefined, ['address/192.0.2.1', 'sign-ins/192.0.2.1']],
  ] as const)('%s', (_what, method, route, caller, expected) => {
    expect(subjects(method, route, caller)).toEqual(expected);
  });

  it.each([
    ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
    ['2001:db8:0:7:ffff::9', '2001:db8:0:7::/64'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['nonsense', 'unknown'],
  ])('for the network of %s', (address, network) => {
    expect(subjects('GET', '/api/v1/me', undefined, address)).toEqual([`address/${network}`]);
  });
});
