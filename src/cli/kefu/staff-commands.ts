import { listMembers, lockMemberBy, type Member } from '../../access/staff/member.js';
import { StaffDirectory } from '../../access/staff/staff-directory.js';
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
    .add('staff', 'reset-administrator', 'makes an administrator of a member of WeCom, whatever the rules say of him')
    .argument('<userid>', "WeCom's userid")
    .option('--name <name>', 'how he is called, if he has never signed in')
    .option('--yes', 'without asking')
    .action(
      line.action((userId: string, options: { name?: string; yes?: boolean }) =>
        line.changes('staff reset-administrator', (inside) => reset(line, inside, userId, options)),
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
  userId: string,
  { name, yes }: { name?: string; yes?: boolean },
): Promise<Outcome> {
  await line.confirm(`Let ${userId} administer this installation?`, { yes });
  const known = await get(Database).transaction((tx) => lockMemberBy(tx, { userId }));
  const identity = {
    provider: 'wecom',
    userId: known?.userId ?? userId,
    name: name ?? known?.name ?? userId,
    departments: known?.attributes.departments ?? [],
    tags: known?.attributes.tags ?? [],
  } as const;
  const { id, roles } = await get(Database).transaction((tx) => get(StaffDirectory).enterAsAdministrator(tx, identity));
  return {
    result: { id, userId: identity.userId, roles },
    lines: [`${identity.userId} has the roles ${roles.join(', ')}, and signs in with WeCom as before.`],
  };
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
