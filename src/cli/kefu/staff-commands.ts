import { FirstAdministrator } from '../../access/sign-in/first-administrator.js';
import type { Identity } from '../../access/staff/identity.js';
import { findMember, type KnownMember, listMembers, lockMemberBy, type Member } from '../../access/staff/member.js';
import { StaffDirectory } from '../../access/staff/staff-directory.js';
import { SYSTEM } from '../../common/access.js';
import { isUuid } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { CommandLine } from './command-line.js';
import type { Inside } from './inside-program.js';
import { type Outcome, table } from './outcome.js';

const PAGE = 500;

/** Who signs in, and what to do when nobody can any more. */
export function staffCommands(line: CommandLine): void {
  line
    .add('staff', 'list', 'lists who has signed in, and with which roles')
    .action(line.action(() => line.reads(list)));
  line
    .add('staff', 'reset-administrator', 'makes an administrator of a member, whatever the rules say of him')
    .argument('<member>', 'the userid of WeCom, or the id that "staff list" tells')
    .option('--name <name>', 'how he is called, if he has never signed in')
    .option('--yes', 'without asking')
    .action(
      line.action((member: string, options: { name?: string; yes?: boolean }) =>
        line.changes('staff reset-administrator', (inside) => reset(line, inside, member, options)),
      ),
    );
  line
    .add(
      'staff',
      'administrator-code',
      'makes a code, shown once: whoever signs in and has it becomes an administrator',
    )
    .option('--yes', 'without asking')
    .action(
      line.action((options: { yes?: boolean }) =>
        line.changes('staff administrator-code', (inside) => makeCode(line, inside, options)),
      ),
    );
}

async function list({ get }: Inside): Promise<Outcome> {
  const members = await everybody(get(Database));
  const items = members.map((member) => ({
    id: member.id,
    name: member.name,
    userId: member.userId,
    roles: member.roles,
    rolesFrom: member.rolesFrom,
    enabled: member.enabled,
    lastSeenAt: member.lastSeenAt.toISOString(),
  }));
  const rows = items.map(({ id, name, userId, roles, enabled, lastSeenAt }) => [
    id,
    userId ?? '',
    name,
    roles.join(', '),
    enabled ? 'enabled' : 'disabled',
    lastSeenAt,
  ]);
  return { result: { items }, lines: table(['id', 'userid', 'name', 'roles', 'state', 'last seen'], rows) };
}

async function reset(
  line: CommandLine,
  { get }: Inside,
  member: string,
  { name, yes }: { name?: string; yes?: boolean },
): Promise<Outcome> {
  await line.confirm(`Let ${member} administer this installation?`, { yes });
  const identity = identityOf(member, await find(get(Database), member), name);
  const { id, userId, roles } = await get(Database).transaction((tx) =>
    get(StaffDirectory).enterAsAdministrator(tx, identity),
  );
  return {
    result: { id, userId, roles },
    lines: [`${identity.name} has the roles ${roles.join(', ')}, and signs in as before.`],
  };
}

async function find(database: Database, member: string): Promise<KnownMember | undefined> {
  const byId = isUuid(member) ? await findMember(database, member) : undefined;
  return byId ?? database.transaction((tx) => lockMemberBy(tx, { userId: member }));
}

function identityOf(member: string, known: KnownMember | undefined, name = known?.name ?? member): Identity {
  const { departments = [], tags = [], groups = [] } = known?.attributes ?? {};
  return known?.oidc
    ? { provider: 'oidc', ...known.oidc, name, groups }
    : { provider: 'wecom', userId: known?.userId ?? member, name, departments, tags };
}

/** For whoever comes in by OpenID Connect, whose subject nobody knows by heart. */
async function makeCode(line: CommandLine, { get }: Inside, options: { yes?: boolean }): Promise<Outcome> {
  await line.confirm('Let whoever has the code administer this installation?', options);
  const { code, expiresAt } = await get(FirstAdministrator).make(SYSTEM);
  return { result: { code, expiresAt: expiresAt.toISOString() }, lines: [code] };
}

/** Oldest first. */
export async function everybody(database: Database): Promise<Member[]> {
  const members: Member[] = [];
  for (;;) {
    const page = await listMembers(database, { limit: PAGE, after: members.at(-1)?.id });
    members.push(...page);
    if (page.length < PAGE) {
      return members;
    }
  }
}
