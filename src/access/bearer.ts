import type { AccessRequest } from './authenticators.js';

const BEARER = /^Bearer ([^\s]{1,4096})$/i;

/** What stands in `Authorization: Bearer …`, if that is what it holds. */
export function bearerOf(headers: AccessRequest['headers']): string | undefined {
  const { authorization } = headers;
  return typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : undefined;
}
