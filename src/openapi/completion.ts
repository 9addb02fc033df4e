import type { OpenAPIObject } from '@nestjs/swagger';
import { commonFields } from './common-fields.js';
import { examplesOf } from './examples/examples.js';
import { type Json, isObject, objectsIn, schemasIn } from './json.js';
import { problemsOf } from './problems.js';
import type { RouteFacts } from './route-facts.js';

const WAYS_IN = ['key', 'token', 'session', 'signature'];

const meanings: Readonly<Record<string, string>> = {
  200: 'What was asked for.',
  201: 'It was made.',
  202: 'It is taken and worked on; ask for it by its id.',
  204: 'It is done.',
};

/**
 * What the decorators leave out because it follows from something else: the errors of a route from its form, who may
 * call it, what a name means that means the same everywhere, and examples.
 */
export function completed(
  document: OpenAPIObject,
  facts: ReadonlyMap<string, RouteFacts>,
  problem: string,
): OpenAPIObject {
  const responses: Record<string, Json> = {};
  for (const operation of operationsOf(document)) {
    const route = facts.get(String(operation['operationId']));
    if (route !== undefined) {
      completeOperation(operation, route);
      const problems = problemsOf(operation, route, problem);
      Object.assign(responses, problems.components);
      operation['responses'] = { ...described(operation['responses']), ...problems.responses };
    }
  }
  const whole: Json = JSON.parse(JSON.stringify(document));
  for (const schema of schemasIn(whole)) {
    completeSchema(schema);
  }
  const components = isObject(whole['components']) ? whole['components'] : {};
  return Object.assign(document, whole, { components: { ...components, responses } });
}

function operationsOf(document: OpenAPIObject): Json[] {
  return Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .filter(isObject);
}

function completeOperation(operation: Json, { isPublic, permission }: RouteFacts): void {
  operation['security'] = isPublic ? [] : WAYS_IN.map((way) => ({ [way]: [] }));
  if (permission !== undefined) {
    operation['x-permission'] = permission;
  }
  operation['parameters'] = parametersOf(operation);
  const examples = examplesOf(String(operation['operationId']));
  if (Object.keys(examples).length > 0) {
    objectsIn(operation['requestBody'], 'content').forEach((content) => Object.assign(content, { examples }));
  }
}

/** A header that two decorators name is one; of names that mean one thing everywhere, that. */
function parametersOf(operation: Json): Json[] {
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isObject) : [];
  const byName = new Map<string, Json>();
  for (const parameter of parameters) {
    const name = String(parameter['name']);
    const place = `${String(parameter['in'])} ${name.toLowerCase()}`;
    byName.set(place, { ...byName.get(place), ...parameter });
  }
  return [...byName.values()].map((parameter) => ({
    ...parameter,
    description: parameter['description'] ?? commonFields[String(parameter['name'])],
  }));
}

function described(responses: unknown): Json {
  const entries = isObject(responses) ? Object.entries(responses) : [];
  return Object.fromEntries(
    entries.map(([status, response]) => [
      status,
      isObject(response) && !response['description'] ? { ...response, description: meanings[status] } : response,
    ]),
  );
}

/** A branded string is an object to the compiler, and so to the document. */
function completeSchema(schema: Json): void {
  if (schema['type'] === 'object' && schema['format'] === 'uuid') {
    schema['type'] = 'string';
  }
  for (const [name, property] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {})) {
    const meaning = commonFields[name];
    if (isObject(property) && property['description'] === undefined && meaning !== undefined) {
      property['description'] = meaning;
    }
  }
}
