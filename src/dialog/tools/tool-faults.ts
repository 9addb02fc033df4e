import { bareHost } from '../../common/address-policy.js';
import { isJsonPointer } from './json-pointer.js';
import { isRecord } from './tool-arguments.js';
import { argumentsOf } from './tool-arguments.js';
import { hasStrayBraces, namesIn, stringsIn } from './template.js';
import { contextNames, type ToolDescription } from './tool.js';

const HEADERS_MAX = 20;
const HEADER_NAME = /^[A-Za-z0-9-]{1,64}$/;
/** The connection's own, and those that hold secrets: they go into `auth`. */
const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'idempotency-key',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** A literal scheme and host: which system is called is nothing that a model or a contact decides. */
const LITERAL_ORIGIN = /^https?:\/\/[^/?#{}@\s]+(?:[/?]|$)/i;

/** What is wrong with a description, one sentence a fault; none for one that can be called. */
export function faultsOf(tool: ToolDescription): string[] {
  return [
    ...schemaFaults(tool),
    ...urlFaults(tool),
    ...headerFaults(tool),
    ...templateFaults(tool),
    ...responseFaults(tool),
  ];
}

function schemaFaults({ parameters }: ToolDescription): string[] {
  try {
    argumentsOf(parameters);
    return [];
  } catch (error) {
    return [`parameters: ${error instanceof Error ? error.message : 'no JSON Schema'}`];
  }
}

function urlFaults({ url, allowedHosts }: ToolDescription): string[] {
  if (!LITERAL_ORIGIN.test(url)) {
    return ['url: begins with http:// or https:// and a host without placeholders, and holds no credentials'];
  }
  const parsed = URL.parse(url.replaceAll(/\{\{[^{}]*\}\}/g, 'x'));
  if (parsed === null) {
    return ['url: is no address'];
  }
  if (parsed.hash !== '') {
    return ['url: a fragment is never sent'];
  }
  const host = bareHost(parsed.hostname);
  return allowedHosts.length > 0 && !allowedHosts.some((allowed) => bareHost(allowed) === host)
    ? [`allowedHosts: the host of the URL, ${host}, is not among them`]
    : [];
}

function headerFaults({ headers, auth }: ToolDescription): string[] {
  const names = [...Object.keys(headers), ...(auth.kind === 'header' ? [auth.headerName] : [])];
  const authName = auth.kind === 'header' ? auth.headerName.toLowerCase() : undefined;
  const wrong = names.filter(
    (name) =>
      !HEADER_NAME.test(name) || (FORBIDDEN_HEADERS.has(name.toLowerCase()) && name.toLowerCase() !== 'authorization'),
  );
  const secret = Object.keys(headers).filter((name) => ['authorization', authName].includes(name.toLowerCase()));
  return [
    ...wrong.map((name) => `headers: ${name} cannot be set`),
    ...secret.map((name) => `headers: ${name} is set by auth, where its value stays secret`),
    ...(names.length > HEADERS_MAX ? [`headers: ${HEADERS_MAX} at most`] : []),
  ];
}

function templateFaults(tool: ToolDescription): string[] {
  const known = new Set<string>([...propertiesOf(tool.parameters), ...contextNames]);
  const templates: readonly (readonly [string, readonly string[]])[] = [
    ['url', [tool.url]],
    ['headers', Object.values(tool.headers)],
    ['body', stringsIn(tool.body)],
    ['confirmation', stringsIn(tool.confirmation)],
  ];
  return templates.flatMap(([field, texts]) => [
    ...texts
      .flatMap(namesIn)
      .filter((name) => !known.has(name))
      .map((name) => `${field}: there is no argument ${name}`),
    ...texts.filter(hasStrayBraces).map(() => `${field}: a pair of braces is no placeholder`),
  ]);
}

function responseFaults({ parameters, response }: ToolDescription): string[] {
  const { success, result, fields = {}, message = '' } = response;
  const pointers = [success?.pointer, result, ...Object.values(fields)].filter((one) => one !== undefined);
  const known = new Set(propertiesOf(parameters));
  const names = namesIn(message);
  const pointed = names.filter((name) => name.startsWith('/'));
  return [
    ...[...pointers, ...pointed]
      .filter((one) => !isJsonPointer(one))
      .map((one) => `response: ${one} is no JSON pointer`),
    ...names
      .filter((name) => !name.startsWith('/') && !known.has(name))
      .map((name) => `response.message: there is no argument ${name}`),
    ...(hasStrayBraces(message) ? ['response.message: a pair of braces is no placeholder'] : []),
  ];
}

/** The names of the arguments. */
export function propertiesOf(parameters: ToolDescription['parameters']): string[] {
  const { properties } = parameters;
  return isRecord(properties) ? Object.keys(properties) : [];
}
