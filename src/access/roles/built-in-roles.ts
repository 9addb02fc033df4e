import { type Permission, permissions } from '../../common/access.js';
import { ADMINISTRATOR, type Role } from './role.js';

/** What belongs to whoever answers for data protection and for the audit log, and to nobody who administers. */
const COMPLIANCE: readonly Permission[] = [
  'audit.review',
  'audit.export',
  'audit.manage',
  'privacy.manage',
  'privacy.unmask',
  'privacy.approve',
  'privacy.erase',
];

const allToRead = permissions.filter((permission) => permission.endsWith('.read'));

const auditor: readonly Permission[] = [...allToRead, 'audit.review', 'audit.export'];

const operator: readonly Permission[] = [
  'conversation.read',
  'handoff.read',
  'handoff.work',
  'knowledge.read',
  'ticket.read',
  'ticket.write',
];

/**
 * The roles that come with the program. They are cut so that nobody can give away what he must not have himself: who
 * administers appoints those who work, whoever answers for compliance appoints auditors, and only the key of the
 * environment appoints whoever sees originals.
 */
export const builtInRoles: readonly Role[] = [
  builtIn(
    ADMINISTRATOR,
    'Administrator',
    'all',
    'Sets everything up and says who works here.',
    permissions.filter((permission) => !COMPLIANCE.includes(permission)),
  ),
  builtIn('knowledge-editor', 'Knowledge editor', 'groups', 'Writes, imports and tries what the bot knows.', [
    'knowledge.read',
    'knowledge.write',
    'dialog.read',
    'model.read',
  ]),
  builtIn('supervisor', 'Supervisor', 'all', 'Sees all conversations, and says who answers what and when.', [
    ...operator,
    'handoff.manage',
    'dialog.read',
    'notification.read',
    'operation.read',
    'setting.read',
  ]),
  builtIn('operator', 'Operator', 'groups', 'Answers contacts, and sees the conversations of the own groups.', [
    ...operator,
  ]),
  builtIn('auditor', 'Auditor', 'all', 'Reads everything, and changes nothing but the own working papers.', [
    ...auditor,
  ]),
  builtIn(
    'compliance-officer',
    'Compliance officer',
    'all',
    'Answers for the audit log and for personal data: how long, what is erased, and who may see originals.',
    [...auditor, 'audit.manage', 'privacy.manage', 'privacy.approve', 'privacy.erase', 'staff.manage'],
  ),
  builtIn(
    'investigator',
    'Investigator',
    'all',
    'Sees originals of personal data, with a reason, and where four eyes are asked for, after an approval.',
    ['conversation.read', 'handoff.read', 'ticket.read', 'privacy.read', 'privacy.unmask'],
  ),
  builtIn('integration', 'Integration', 'all', 'What another system needs: knowledge, conversations and tickets.', [
    ...operator,
    'knowledge.write',
    'notification.read',
  ]),
];

function builtIn(
  id: string,
  name: string,
  reach: Role['reach'],
  description: string,
  held: readonly Permission[],
): Role {
  return { id, name, description, permissions: held, reach, isBuiltIn: true, version: 0 };
}
