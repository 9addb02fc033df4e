import type { World } from '../world.js';
import type { Manner } from './operator.js';

export interface StaffMember {
  memberId: string;
  manner: Manner;
}

export const API_KEY = 'chaos-admin-api-key';
const MAIL = { name: 'Mail', kind: 'email', events: ['handoff.requested', 'handoff.claimed', 'ticket.*'] };
const ONE_FOR_HANDOFFS = 3;
/** Of each ten. */
const MANNERS: readonly Manner[] = [
  'careful',
  'careful',
  'asleep',
  'careful',
  'hasty',
  'careful',
  'away',
  'careful',
  'forgetful',
  'careful',
];

/** The groups, their operators and where else it is told: through the API, as an administrator would. */
export async function employ(world: World, handoffs: number): Promise<StaffMember[]> {
  const { items: accounts } = await call<{ items: { id: string }[] }>(world, 'GET', '/accounts');
  const account = { accountId: accounts[0]?.id };
  const supervisor = { name: 'Supervisor', memberId: 'supervisor', ...account };
  const { id: supervisorId } = await call<{ id: string }>(world, 'POST', '/operators', supervisor);
  const group = (fields: object) =>
    call<{ id: string }>(world, 'POST', '/groups', { supervisorId, offerSeconds: 10, ...fields });
  const day = await group({ name: 'Day', isDefault: true, idleReminderSeconds: 20, idleReturnSeconds: 60 });
  const night = await group({ name: 'Night', skills: { languages: ['en'] }, whenNobodyFree: 'ticket' });
  await call(world, 'POST', '/notification-sinks', { ...MAIL, recipients: ['desk@example.com'] });
  const staff: StaffMember[] = [];
  for (let number = 0; number < Math.max(5, Math.ceil(handoffs / ONE_FOR_HANDOFFS)); number += 1) {
    const memberId = `operator-${number}`;
    const manner = MANNERS[number % MANNERS.length] ?? 'careful';
    const groupIds = manner === 'asleep' ? [day.id, night.id] : [day.id];
    await call(world, 'POST', '/operators', {
      name: `Operator ${number}`,
      memberId,
      capacity: 3,
      groupIds,
      ...account,
    });
    staff.push({ memberId, manner });
  }
  return staff;
}

async function call<Body>(world: World, method: string, path: string, body?: unknown): Promise<Body> {
  const [web] = world.programs;
  const response = await fetch(`http://127.0.0.1:${web?.port}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  }
  const parsed: Body = JSON.parse(text); // of this shape, because this very build answers
  return parsed;
}
