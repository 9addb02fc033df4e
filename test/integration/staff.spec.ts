import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../src/access/staff/identity.js';
import { StaffDirectory } from '../../src/access/staff/staff-directory.js';
import { Database } from '../../src/database/database.js';
import { problem, TestPlatform } from '../setup/test-platform.js';
import { signIn, type SignedIn } from '../setup/test-staff.js';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await TestPlatform.start();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await database().run('delete from staff_entry_rules');
  await database().run('delete from staff');
  await database().run('delete from roles');
});

const database = (): Database => platform.app.get(Database, { strict: false });
const directory = (): StaffDirectory => platform.app.get(StaffDirectory, { strict: false });
const enter = (identity: Identity) => database().transaction((tx) => directory().enter(tx, identity));
const wecom = (userId: string, departments: number[] = [], tags: number[] = []): Identity => ({
  provider: 'wecom',
  name: userId,
  userId,
  departments,
  tags,
});

/** With the key of the environment, unless somebody else calls. */
async function api(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, by?: SignedIn) {
  const answer = await platform.call({ method, url: `/api/v1${path}`, body, ...(by && { headers: by.headers }) });
  return { status: answer.status, body: answer.text === '' ? undefined : answer.json() };
}

async function rule(fields: Record<string, unknown>): Promise<string> {
  const { status, body } = await api('POST', '/staff/entry-rules', {
    name: `${String(fields['kind'])} ${String(fields['value'])}`,
    ...fields,
  });
  expect(status).toBe(201);
  return body.id;
}

const member = (...roles: string[]): Promise<SignedIn> => signIn(platform.app, roles);

describe('rules of entry', () => {
  it('admit by userid, department, tag and group, give everything that applies, and nobody else enters', async () => {
    await rule({ kind: 'user', value: 'Alice', roles: ['supervisor'] });
    await rule({ kind: 'department', value: '7', roles: ['operator'] });
    await rule({ kind: 'tag', value: '3', roles: ['knowledge-editor'] });
    await rule({ kind: 'oidc-group', value: 'audit', roles: ['auditor'] });
    const oidc = { provider: 'oidc', issuer: 'https://id.test', subject: 's', name: 'S' } as const;

    expect(await enter(wecom('alice', [7], [3]))).toMatchObject({
      roles: ['knowledge-editor', 'operator', 'supervisor'],
      rolesFrom: 'rules',
    });
    expect(await enter({ ...oidc, groups: ['audit'] })).toMatchObject({ roles: ['auditor'], userId: null });
    await expect(enter(wecom('bob', [8], [4]))).rejects.toMatchObject({ code: 'access.not-admitted' });
    await expect(enter({ ...oidc, subject: 'other', groups: [] })).rejects.toMatchObject({
      code: 'access.not-admitted',
    });
  });

  it('find a member again, however the directory writes his userid', async () => {
    await rule({ kind: 'everybody', roles: ['operator'] });
    const first = await enter(wecom('Alice'));

    expect(await enter(wecom('ALICE'))).toMatchObject({ id: first.id });
  });

  it('give and take away when they change, and roles that a hand gave stay', async () => {
    const id = await rule({ kind: 'everybody', roles: ['operator'] });
    const alice = await enter(wecom('alice'));
    const bob = await enter(wecom('bob'));
    await api('PUT', `/staff/${bob.id}`, { roles: ['supervisor'], enabled: true });
    await api('PUT', `/staff/entry-rules/${id}`, { name: 'all', kind: 'everybody', roles: ['knowledge-editor'] });

    expect((await api('GET', `/staff/${alice.id}`)).body).toMatchObject({ roles: ['knowledge-editor'] });
    expect((await api('GET', `/staff/${bob.id}`)).body).toMatchObject({ roles: ['supervisor'], rolesFrom: 'hand' });
    await api('DELETE', `/staff/entry-rules/${id}`);
    expect(await directory().callerOf(alice.id)).toBeUndefined();
    await expect(enter(wecom('alice'))).rejects.toMatchObject({ code: 'access.not-admitted' });
  });

  it('admit nobody to what nobody may hold together', async () => {
    await rule({ kind: 'user', value: 'alice', roles: ['administrator'] });
    await rule({ kind: 'department', value: '7', roles: ['compliance-officer'] });

    await expect(enter(wecom('alice', [7]))).rejects.toMatchObject({ code: 'access.roles-conflict' });
  });

  it.each([
    { kind: 'department', value: 'seven' },
    { kind: 'tag', value: '0' },
    { kind: 'user', value: '' },
    { kind: 'everybody', value: 'x' },
    { kind: 'user', value: 'alice', roles: ['emperor'] },
  ])('are refused as %j', async (fields) => {
    const answer = await api('POST', '/staff/entry-rules', { name: 'bad', roles: ['operator'], ...fields });
    expect(answer.body).toEqual(problem(400, 'request.invalid'));
  });
});

describe('who is shut out', () => {
  it('neither goes on nor enters again', async () => {
    const alice = await member('operator');
    expect((await api('GET', '/me', undefined, alice)).status).toBe(200);
    await api('PUT', `/staff/${alice.id}`, { roles: ['operator'], enabled: false });

    expect((await api('GET', '/me', undefined, alice)).status).toBe(401);
    await expect(enter(wecom(alice.userId))).rejects.toMatchObject({ code: 'access.disabled' });
  });

  it('is out in every process', async () => {
    const other = await platform.startApp();
    const alice = await member('operator');
    const there = async () => (await platform.call({ url: '/api/v1/me', headers: alice.headers, on: other })).status;
    expect(await there()).toBe(200);
    await api('PUT', `/staff/${alice.id}`, { roles: ['operator'], enabled: false });

    await expect.poll(there).toBe(401);
  });
});

describe('nobody', () => {
  it('gives or takes away what he does not hold', async () => {
    const administrator = await member('administrator');
    const [operator, auditor] = [await member('operator'), await member('auditor')];
    const give = (to: SignedIn, roles: string[], enabled = true) =>
      api('PUT', `/staff/${to.id}`, { roles, enabled }, administrator);

    expect((await give(operator, ['supervisor'])).status).toBe(200);
    expect((await give(operator, ['auditor'])).body).toEqual(problem(403, 'access.escalation'));
    expect((await give(auditor, [])).body).toEqual(problem(403, 'access.escalation'));
    expect((await give(auditor, ['auditor'], false)).body).toEqual(problem(403, 'access.escalation'));
    expect((await api('DELETE', `/staff/${auditor.id}`, undefined, administrator)).body).toEqual(
      problem(403, 'access.escalation'),
    );
    const viaRule = { name: 'mine', kind: 'everybody', roles: ['compliance-officer'] };
    expect((await api('POST', '/staff/entry-rules', viaRule, administrator)).body).toEqual(
      problem(403, 'access.escalation'),
    );
    const viaRole = { id: 'mine', name: 'mine', permissions: ['privacy.unmask'] };
    expect((await api('POST', '/roles', viaRole, administrator)).body).toEqual(problem(403, 'access.escalation'));
  });

  it('changes his own rights, by hand or by a rule', async () => {
    await member('administrator');
    const alice = await member('administrator');
    await database().run(`update staff set roles_from = 'rules', attributes = $2 where id = $1`, [
      alice.id,
      JSON.stringify({ userId: alice.userId }),
    ]);

    expect((await api('PUT', `/staff/${alice.id}`, { roles: [], enabled: true }, alice)).body).toEqual(
      problem(403, 'access.own-rights'),
    );
    expect((await api('DELETE', `/staff/${alice.id}`, undefined, alice)).body).toEqual(
      problem(403, 'access.own-rights'),
    );
    const viaRule = { name: 'me', kind: 'everybody', roles: ['supervisor'] };
    expect((await api('POST', '/staff/entry-rules', viaRule, alice)).body).toEqual(problem(403, 'access.own-rights'));
  });

  it('holds what is kept apart', async () => {
    const alice = await member('operator');
    const give = (roles: string[]) => api('PUT', `/staff/${alice.id}`, { roles, enabled: true });

    for (const pair of [
      ['administrator', 'compliance-officer'],
      ['investigator', 'compliance-officer'],
    ]) {
      expect((await give(pair)).body).toEqual(problem(409, 'access.roles-conflict'));
    }
    const both = { id: 'both', name: 'both', permissions: ['privacy.unmask', 'privacy.approve'] };
    expect((await api('POST', '/roles', both)).body).toEqual(problem(409, 'access.roles-conflict'));
  });

  it('comes to hold it by a change of a role that he has', async () => {
    const role = { name: 'watch', permissions: ['audit.read'] };
    expect((await api('POST', '/roles', { id: 'watch', ...role })).status).toBe(201);
    await member('administrator', 'watch');

    const change = { ...role, permissions: ['audit.manage'] };
    expect((await api('PUT', '/roles/watch', change)).body).toEqual(problem(409, 'access.roles-conflict'));
    expect((await api('DELETE', '/roles/watch')).body).toEqual(problem(409, 'request.conflict'));
  });

  it('changes what comes with the program', async () => {
    const change = { name: 'Operator', permissions: ['audit.read'] };

    expect((await api('PUT', '/roles/operator', change)).body).toEqual(problem(409, 'request.conflict'));
    expect((await api('DELETE', '/roles/operator')).body).toEqual(problem(409, 'request.conflict'));
    expect((await api('POST', '/roles', { id: 'operator', ...change })).body).toEqual(problem(409, 'request.conflict'));
  });
});

it('somebody always administers, though two are demoted at once', async () => {
  const both = await Promise.all([member('administrator'), member('administrator')]);
  const demotions = await Promise.all(
    both.map(({ id }) => api('PUT', `/staff/${id}`, { roles: ['operator'], enabled: true })),
  );

  expect(demotions.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  expect(await directory().administratorExists()).toBe(true);
  const [last] = (await api('GET', '/staff?role=administrator')).body.items;
  expect((await api('DELETE', `/staff/${last.id}`)).body).toEqual(problem(409, 'access.last-administrator'));
});

it('an own role gives what it says at once, and takes no permission that there is not', async () => {
  await api('POST', '/roles', { id: 'night', name: 'night', permissions: ['ticket.read'], reach: 'all' });
  const alice = await member('night');

  expect((await api('GET', '/me', undefined, alice)).body).toMatchObject({
    permissions: ['ticket.read'],
    reach: 'all',
  });
  expect((await api('GET', '/roles', undefined, alice)).body).toEqual(problem(403, 'access.forbidden'));
  expect((await api('POST', '/roles', { id: 'x', name: 'x', permissions: ['everything'] })).status).toBe(400);
});

it('nothing is set that the route does not name', async () => {
  const alice = await member('operator');
  const change = { roles: ['operator'], enabled: true };

  for (const more of [{ permissions: ['audit.manage'] }, { userId: 'root' }, { version: 9 }, { isBuiltIn: true }]) {
    expect((await api('PUT', `/staff/${alice.id}`, { ...change, ...more })).body).toEqual(
      problem(400, 'request.invalid'),
    );
  }
});
