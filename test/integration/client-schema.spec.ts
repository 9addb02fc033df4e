import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.js';
import { clientSchema } from '../../src/cli/client-schema.js';

it('the types of the client are what the document gives: else run npm run client:generate', async () => {
  const made = await clientSchema(await apiDocument());

  expect(made === readFileSync('client/schema.d.ts', 'utf8')).toBe(true);
});
