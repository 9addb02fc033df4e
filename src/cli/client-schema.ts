import type { OpenAPIObject } from '@nestjs/swagger';
import openapiTypescript, { astToString } from 'openapi-typescript';

const HEAD = '// Made by `npm run client:generate` from the document of the API. Not to be edited.\n\n';

/** The types that a client goes by. */
export async function clientSchema(document: OpenAPIObject): Promise<string> {
  const tree = await openapiTypescript(JSON.stringify(document), { alphabetize: true, defaultNonNullable: false });
  return `${HEAD}${astToString(tree)}`;
}
