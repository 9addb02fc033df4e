import { afterEach, beforeEach, expect, it } from 'vitest';
import { SealedColumns } from '../../src/common/sealed-columns.js';
import { SecretBox } from '../../src/common/secret-box.js';
import { Resealing } from '../../src/privacy/master-key/resealing.js';
import { TestProgram } from '../setup/test-program.js';

let kefu: TestProgram;

beforeEach(async () => {
  kefu = await TestProgram.start();
});

afterEach(() => kefu.stop());

it('a new master key reaches every column that is sealed, and the program goes on', async () => {
  await kefu.ask('alice', '我的电话是13912345678');
  const next = await TestProgram.start({
    beside: kefu,
    environment: {
      MASTER_KEY: Buffer.alloc(32, 8).toString('base64'),
      MASTER_KEY_PREVIOUS: Buffer.alloc(32, 7).toString('base64'),
    },
  });
  try {
    await next.program.app.get(Resealing, { strict: false }).run();
    const { body } = await next.api('GET', '/api/v1/privacy/master-key');

    expect(body).toMatchObject({ keyId: next.program.app.get(SecretBox).keyId, waiting: 0, nameless: 0 });
    expect(body.keys[0].sealed).toBeGreaterThanOrEqual(2); // the app's secrets and the contact's key
    const tables = next.program.app
      .get(SealedColumns)
      .all()
      .map(({ table }) => table);
    expect(tables).toEqual(
      expect.arrayContaining(['accounts', 'audit_keys', 'contact_keys', 'inbox', 'models', 'outbox']),
    );
  } finally {
    await next.stop();
  }
});
