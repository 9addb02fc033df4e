import { Sessions } from '../../access/sessions/sessions.js';
import { findMember, lockMemberBy } from '../../access/staff/member.js';
import { SYSTEM } from '../../common/access.js';
import { InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import type { StaffId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { CommandLine } from './command-line.js';
import type { Inside } from './inside-program.js';
import type { Outcome } from './outcome.js';
import { everybody } from './staff-commands.js';

interface RevokeOptions {
  userId?: string;
  staffId?: string;
  all?: boolean;
  yes?: boolean;
}

/** Who has signed in. */
export function sessionCommands(line: CommandLine): void {
  line
    .add('sessions', 'revoke', 'ends sessions at once')
    .option('--user-id <userid>', 'those of a member of WeCom')
    .option('--staff-id <id>', 'those of a member of the staff, by the id that "staff list" tells')
    .option('--all', 'those of everybody')
    .option('--yes', 'without asking')
    .action(
      line.action((options: RevokeOptions) =>
        line.changes('sessions revoke', (inside) => revoke(line, inside, options)),
      ),
    );
}

async function revoke(line: CommandLine, { get }: Inside, options: RevokeOptions): Promise<Outcome> {
  const members = await membersOf(get(Database), options);
  await line.confirm(`End the sessions of ${members.length} member(s)?`, options);
  let ended = 0;
  for (const staffId of members) {
    ended += await get(Database).transaction((tx) => get(Sessions).endAllOf(tx, staffId, SYSTEM, 'revoked'));
  }
  return {
    result: { members: members.length, sessions: ended },
    lines: [`${ended} session(s) ended.`],
  };
}

/** @throws {InvalidRequestError} where not exactly one choice was made. @throws {NotFoundError} */
async function membersOf(database: Database, { userId, staffId, all }: RevokeOptions): Promise<StaffId[]> {
  const given = [userId, staffId, all].filter((choice) => choice !== undefined);
  if (given.length !== 1) {
    throw new InvalidRequestError('say whose sessions', ['one of --user-id, --staff-id and --all is needed']);
  }
  if (all === true) {
    return (await everybody(database)).map(({ id }) => id);
  }
  const member =
    userId === undefined
      ? await findMember(database, staffId ?? '')
      : await database.transaction((tx) => lockMemberBy(tx, { userId }));
  if (member === undefined) {
    throw new NotFoundError('the member');
  }
  return [member.id];
}
