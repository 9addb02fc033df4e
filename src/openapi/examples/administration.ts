import { type Example, idOf } from './example.js';

export const administrationExamples: readonly Example[] = [
  {
    operation: 'accountsCreate',
    body: {
      kind: 'wecom-app',
      name: '华东客服',
      parameters: { corpId: 'ww1234567890abcdef', agentId: 1000004 },
      secrets: {
        secret: 'K3xVb0mQe7yT9uRz2nWc5pLd8sFh1jGa4iOq6vXtYkM',
        token: 'QDG6eK',
        encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
      },
    },
    makes: 'second account',
  },
  {
    operation: 'accountsUpdate',
    path: { id: idOf('second account') },
    body: { name: '华东客服（夜班）', enabled: false },
  },
  { operation: 'settingsChange', path: { key: 'dialog.companyName' }, body: { value: '杭州茶香' } },
  {
    operation: 'settingsChangeAll',
    body: {
      changes: [
        { key: 'dialog.companyName', value: '杭州茶香' },
        { key: 'dialog.clarifyThreshold', value: 0.35 },
      ],
    },
  },
  { operation: 'guardedSettingsChange', path: { key: 'audit.purposeRequired' }, body: { value: false } },
  {
    operation: 'sinksCreate',
    body: {
      name: '工单系统',
      kind: 'webhook',
      url: 'https://hooks.example.com/kefu',
      secret: 'a-secret-of-at-least-16-characters',
      events: ['handoff.offered', 'handoff.waiting'],
    },
    makes: 'sink',
  },
  {
    operation: 'sinksUpdate',
    path: { id: idOf('sink') },
    body: { name: '工单系统', kind: 'webhook', events: null, enabled: false },
  },
];
