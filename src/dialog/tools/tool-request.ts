import type { Arguments } from './tool-arguments.js';
import { contextNames, type ToolDescription } from './tool.js';
import type { ToolScope } from './tool-kit.js';
import { asText, fill, fillJson, type Lookup, namesIn } from './template.js';

export interface ToolRequest {
  method: ToolDescription['method'];
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

/** The arguments pass the schema, and yet no request can be made of them. */
export class UnfitArgumentsError extends Error {}

const URL_LENGTH_MAX = 4_000;
const BODY_LENGTH_MAX = 64_000;
/** A header's value: RFC 9110, without the bytes that libraries read each in their own way. */
const HEADER_VALUE = /^[\t\x20-\x7e]{0,2000}$/;
/** A segment that is not what it says: the URL's parser would walk up the path. */
const WALKING = /^(?:\.|%2e){1,2}$/i;

/**
 * What is sent: pure, so that a test can see it. Each value is made fit for its place, and none can leave it.
 * @throws {UnfitArgumentsError}
 */
export function requestOf(
  tool: ToolDescription,
  secret: string | undefined,
  args: Arguments,
  scope: ToolScope,
): ToolRequest {
  const lookup = lookupIn(args, scope);
  const body = bodyOf(tool, args, lookup);
  return {
    method: tool.method,
    url: urlOf(tool.url, lookup),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'wecom-kefu',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headersOf(tool, lookup),
      ...credentials(tool, secret),
    },
    ...(body !== undefined && { body }),
  };
}

/** An argument cannot take the name of what comes from us: those begin with a dollar. */
function lookupIn(args: Arguments, scope: ToolScope): Lookup {
  const context: Readonly<Record<(typeof contextNames)[number], string | undefined>> = {
    $externalId: scope.externalId,
    $contactId: scope.contactId,
    $accountId: scope.accountId,
    $conversationId: scope.conversationId,
  };
  return (name) => {
    const ours = contextNames.find((one) => one === name);
    return ours === undefined ? (Object.hasOwn(args, name) ? args[name] : undefined) : context[ours];
  };
}

function urlOf(template: string, lookup: Lookup): URL {
  const [path = '', ...queries] = template.split('?');
  const filledPath = fillPath(path, lookup);
  const query = fillQuery(queries.join('?'), lookup);
  const url = new URL(query === '' ? filledPath : `${filledPath}?${query}`);
  if (url.href.length > URL_LENGTH_MAX) {
    throw new UnfitArgumentsError('the address would be too long');
  }
  return url;
}

function fillPath(template: string, lookup: Lookup): string {
  const missing = namesIn(template).find((name) => asText(lookup(name)) === '');
  if (missing !== undefined) {
    throw new UnfitArgumentsError(`${missing} is missing`);
  }
  const path = fill(template, lookup, encoded);
  if (path.split('/').some((segment) => WALKING.test(segment))) {
    throw new UnfitArgumentsError('an argument is no part of an address');
  }
  return path;
}

/** A parameter without a value is left out. */
function fillQuery(template: string, lookup: Lookup): string {
  return template
    .split('&')
    .filter((part) => {
      const names = namesIn(part);
      return names.length === 0 || names.some((name) => asText(lookup(name)) !== '');
    })
    .map((part) => fill(part, lookup, encoded))
    .join('&');
}

/** A context's id may hold half of a surrogate pair, which a URL cannot. */
function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

function headersOf({ headers }: ToolDescription, lookup: Lookup): Record<string, string> {
  const filled = Object.entries(headers).map(
    ([name, template]) => [name.toLowerCase(), fill(template, lookup)] as const,
  );
  const unfit = filled.find(([, value]) => !HEADER_VALUE.test(value));
  if (unfit !== undefined) {
    throw new UnfitArgumentsError(`the header ${unfit[0]} cannot hold this value`);
  }
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

function bodyOf({ method, body }: ToolDescription, args: Arguments, lookup: Lookup): string | undefined {
  if (body === undefined && (method === 'GET' || method === 'DELETE')) {
    return undefined;
  }
  const text = JSON.stringify(body === undefined ? args : fillJson(body, lookup));
  if (text.length > BODY_LENGTH_MAX) {
    throw new UnfitArgumentsError('the body would be too long');
  }
  return text;
}

/** The header that holds the secret, in lower case. */
export function credentials({ auth }: ToolDescription, secret: string | undefined): Record<string, string> {
  if (secret === undefined) {
    return {};
  }
  switch (auth.kind) {
    case 'none':
      return {};
    case 'bearer':
      return { authorization: `Bearer ${secret}` };
    case 'header':
      return { [auth.headerName.toLowerCase()]: secret };
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.username}:${secret}`).toString('base64')}` };
  }
}
