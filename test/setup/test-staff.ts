import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Sessions } from '../../src/access/sessions/sessions.js';
import { newId, type StaffId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';

/** A member of the staff who has signed in. */
export interface SignedIn {
  id: StaffId;
  userId: string;
  headers: { authorization: string };
}

/** Puts a member there as if a hand had given these roles, and signs him in. */
export async function signIn(app: NestFastifyApplication, roles: readonly string[], user?: string): Promise<SignedIn> {
  const id = newId<StaffId>();
  const userId = user ?? `member-${id}`;
  await app
    .get(Database, { strict: false })
    .run(`insert into staff (id, name, user_id, roles, roles_from) values ($1, $2, $2, $3, 'hand')`, [
      id,
      userId,
      [...roles],
    ]);
  return { id, userId, headers: await sessionOf(app, id) };
}

/** Signs a member in on one more device. */
export async function sessionOf(app: NestFastifyApplication, id: StaffId): Promise<{ authorization: string }> {
  const sessions = app.get(Sessions, { strict: false });
  const { token } = await app.get(Database, { strict: false }).transaction((tx) => sessions.begin(tx, id, 'wecom'));
  return { authorization: `Bearer ${token}` };
}
