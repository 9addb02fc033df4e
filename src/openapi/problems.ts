import { type ErrorCode, errorCatalogue } from '../common/error-catalogue.js';
import { isObject, type Json } from './json.js';
import type { RouteFacts } from './route-facts.js';

const PURPOSE = 'x-audit-purpose';

/** Whatever a request brings to say who sends it can be wrong, and anybody may come from a wrong address or too often. */
const CREDENTIALS: readonly ErrorCode[] = [
  'access.unauthorized',
  'access.forbidden',
  'access.disabled',
  'access.key-expired',
  'access.session-ended',
  'access.token-invalid',
  'access.signature-malformed',
  'access.signature-stale',
  'access.signature-wrong',
  'access.nonce-used',
];
const ANYBODY: readonly ErrorCode[] = [
  'access.address-forbidden',
  'request.rate-limited',
  'server.internal',
  'database.unavailable',
];

interface Problems {
  /** By status. */
  responses: Json;
  /** Routes share them. */
  components: Record<string, Json>;
}

/** Every error that a route answers, as responses of its document. */
export function problemsOf(operation: Json, route: RouteFacts, schema: string): Problems {
  const codes = [...new Set([...generalErrors(operation, route), ...route.errors])].toSorted();
  const statuses = new Set(codes.map((code) => errorCatalogue[code].status));
  const problems: Problems = { responses: {}, components: {} };
  for (const status of statuses) {
    const own = codes.filter((code) => errorCatalogue[code].status === status);
    const name = `${status}.${own.join('.')}`;
    problems.responses[status] = { $ref: `#/components/responses/${name}` };
    problems.components[name] = responseOf(status, own, schema);
  }
  return problems;
}

/** What follows from the form of a route. */
function generalErrors(operation: Json, { isPublic, changes }: RouteFacts): readonly ErrorCode[] {
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isObject) : [];
  const names = parameters.map(({ name }) => String(name).toLowerCase());
  const hasBody = operation['requestBody'] !== undefined;
  const takesJson = hasBody && JSON.stringify(operation['requestBody']).includes('"application/json"');
  const namesSomething = parameters.some((parameter) => parameter['in'] === 'path');
  return [
    ...when(hasBody || parameters.length > 0, 'request.invalid'),
    ...when(names.includes(PURPOSE), 'audit.purpose-required'),
    ...when(!isPublic, ...CREDENTIALS),
    ...when(!isPublic && changes, 'access.csrf-refused'),
    ...when(!isPublic && hasBody, 'access.body-digest-wrong'),
    ...when(namesSomething, 'request.not-found'),
    ...when(names.includes('if-match'), 'request.precondition-failed'),
    ...when(hasBody, 'request.too-large'),
    ...when(takesJson, 'request.unsupported-media-type'),
    ...ANYBODY,
  ];
}

function when(condition: boolean, ...codes: readonly ErrorCode[]): readonly ErrorCode[] {
  return condition ? codes : [];
}

function responseOf(status: number, codes: readonly ErrorCode[], schema: string): Json {
  return {
    description: codes.map((code) => `\`${code}\`: ${errorCatalogue[code].title}.`).join('\n\n'),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: `#/components/schemas/${schema}` },
            {
              type: 'object',
              properties: { status: { type: 'integer', const: status }, code: { type: 'string', enum: codes } },
            },
          ],
        },
      },
    },
  };
}
