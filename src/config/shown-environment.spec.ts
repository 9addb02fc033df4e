import 'reflect-metadata';
import { expect, it } from 'vitest';
import { Environment } from './environment.js';
import { shownEnvironment } from './shown-environment.js';

it('tells where things are, and of no secret more than that it is set', () => {
  const environment = Object.assign(new Environment(), {
    DATABASE_URL: 'postgres://kefu:hunter2@db.internal:5432/kefu?sslpassword=hunter2',
    SMTP_URL: 'smtps://mailer:hunter2@mail.internal',
    HTTPS_PROXY: 'http://proxy:hunter2@[::1',
    MASTER_KEY: 'hunter2',
    ADMIN_API_KEY: 'hunter2',
    MASTER_KEY_PREVIOUS: 'hunter2',
    WECOM_ENCODING_AES_KEY: 'hunter2',
    WECOM_TOKEN: 'hunter2',
    WECOM_SECRET: 'hunter2',
    MEDIA_S3_ACCESS_KEY_ID: 'hunter2',
    WECOM_AGENT_ID: 1_000_002,
  });

  const told = shownEnvironment(environment);

  expect(JSON.stringify(told)).not.toContain('hunter2');
  expect(told).toMatchObject({
    DATABASE_URL: 'postgres://db.internal:5432/kefu',
    SMTP_URL: 'smtps://mail.internal',
    HTTPS_PROXY: '(set)',
    MASTER_KEY: '(set)',
    WECOM_AGENT_ID: 1_000_002,
    ROLE: 'all',
  });
  expect(told).not.toHaveProperty('WECOM_CORP_ID');
});
