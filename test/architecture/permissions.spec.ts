import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { builtInRoles } from '../../src/access/roles/built-in-roles.js';
import { conflictIn, notHeldBy } from '../../src/access/roles/separation.js';
import { permissions } from '../../src/common/access.js';
import { guardedRoutes, permissionTable } from './permission-table.js';

const TABLE = /(<!-- table -->\n)[^]*(\n<!-- end of table -->)/;

describe('the roles that come with the program', () => {
  const role = (id: string) => builtInRoles.find((one) => one.id === id) ?? expect.fail(`there is no ${id}`);

  it('hold nothing that nobody may hold together', () => {
    expect(builtInRoles.filter((one) => conflictIn(one.permissions) !== undefined)).toEqual([]);
  });

  it('leave reading of the audit log to who audits, answers for compliance or administers', () => {
    const readers = builtInRoles.filter((one) => one.permissions.some((held) => held.startsWith('audit.')));
    expect(readers.map(({ id }) => id)).toEqual(['administrator', 'auditor', 'compliance-officer']);
  });

  it('let auditors read everything and change nothing but their working papers', () => {
    const read = permissions.filter((permission) => permission.endsWith('.read'));
    expect(role('auditor').permissions.toSorted()).toEqual([...read, 'audit.export', 'audit.review'].toSorted());
  });

  it('let who administers neither shorten the audit log, nor erase, nor unmask', () => {
    const without = notHeldBy(role('administrator'), permissions);
    expect(without).toEqual(
      expect.arrayContaining(['audit.manage', 'privacy.erase', 'privacy.manage', 'privacy.unmask', 'privacy.approve']),
    );
  });

  it.each(['supervisor', 'operator', 'knowledge-editor', 'integration'])('let an administrator appoint a %s', (id) => {
    expect(notHeldBy(role('administrator'), role(id).permissions)).toEqual([]);
  });

  it('let a compliance officer appoint auditors, and an administrator neither', () => {
    expect(notHeldBy(role('compliance-officer'), role('auditor').permissions)).toEqual([]);
    expect(notHeldBy(role('administrator'), role('auditor').permissions)).not.toEqual([]);
    expect(notHeldBy(role('administrator'), role('compliance-officer').permissions)).not.toEqual([]);
  });
});

// Written anew with `npx vitest run test/architecture/permissions.spec.ts -u`.
it.each(['docs/permissions.md', 'docs/permissions.zh-CN.md'])('%s has the table of roles and routes', async (path) => {
  const page = readFileSync(path, 'utf8');
  const table = await permissionTable();
  const now = page.replace(TABLE, (_, before: string, after: string) => `${before}\n${table}\n${after}`);

  expect(TABLE.test(page)).toBe(true);
  const options = await resolveConfig(path);
  await expect(await format(now, { ...options, filepath: path })).toMatchFileSnapshot(`../../${path}`);
});

it('a route that names a thing of a conversation by its path says how it keeps to what its caller sees', async () => {
  const silent = (await guardedRoutes()).filter(
    ({ path, reach }) => /^\/api\/v1\/(conversations|messages|contacts|media|handoffs|tickets)\b/.test(path) && !reach,
  );

  expect(silent.map(({ name }) => name)).toEqual(FOR_WHO_SEES_EVERYTHING);
});

/** An outside system's tickets are no group's; who does it in bulk sees everything. */
const FOR_WHO_SEES_EVERYTHING = ['TicketsController.put'];
