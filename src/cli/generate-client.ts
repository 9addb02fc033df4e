import { writeFileSync } from 'node:fs';
import { apiDocument } from '../api-document.js';
import { clientSchema } from './client-schema.js';

const FILE = 'client/schema.d.ts';

/** `npm run client:generate`: writes the types of the client from the API's document. */
writeFileSync(FILE, await clientSchema(await apiDocument()));
console.log(`Wrote ${FILE}.`);
