import { type Example, idOf } from './example.js';

const KEY = { name: '官网', permissions: ['knowledge.read', 'conversation.read'], addresses: ['10.20.0.0/16'] };
const ROLE = {
  name: '质检',
  description: 'Reads conversations and tickets.',
  permissions: ['conversation.read', 'ticket.read'],
  reach: 'all',
};
const RULE = { name: '客服部', kind: 'department', value: '7', roles: ['operator'] };

export const accessExamples: readonly Example[] = [
  {
    operation: 'signInBecomeAdministrator',
    body: { code: 'K7QM-2XWD-9RTP-HB4N' },
    unsent: 'the code is printed once, and somebody must have signed in',
  },
  { operation: 'tokensRotate', body: { revokesOld: false } },
  { operation: 'rolesCreate', body: { id: 'quality', ...ROLE } },
  {
    operation: 'rolesUpdate',
    path: { id: 'quality' },
    body: { ...ROLE, permissions: ['conversation.read', 'handoff.read', 'ticket.read'] },
  },
  { operation: 'entryRulesCreate', body: RULE, makes: 'entry rule' },
  {
    operation: 'entryRulesUpdate',
    path: { id: idOf('entry rule') },
    body: { ...RULE, roles: ['operator', 'quality'] },
  },
  { operation: 'staffChange', path: { id: idOf('member') }, body: { roles: ['supervisor'], enabled: true } },
  { operation: 'keysCreate', body: KEY, makes: 'key', summary: 'A key that is sent with each request.' },
  {
    operation: 'keysCreate',
    body: { ...KEY, name: '内网系统', mode: 'signed' },
    summary: 'A key that signs each request and is never sent.',
  },
  {
    operation: 'keysUpdate',
    path: { id: idOf('key') },
    body: { ...KEY, enabled: false, expiresAt: '2030-01-01T00:00:00Z' },
  },
  { operation: 'keysRotate', path: { id: idOf('key') }, body: { overlapHours: 24 } },
];
