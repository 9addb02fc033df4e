import { AppError } from '../common/app-error.js';
import type { AccessRequest } from './authenticators.js';

/** By these nothing is changed, hence nothing can be forged. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

export function changesSomething(method: string): boolean {
  return !READING.has(method);
}

/**
 * Whether a browser says that one of our pages sent this: of browsers, all that are younger than 2020 say it; a program
 * says nothing and has no cookie that somebody else could use.
 * @param origins ours, and those of pages that may call us.
 * @throws {AppError} `access.csrf-refused`
 */
export function assertFromOurPages(headers: AccessRequest['headers'], origins: readonly string[]): void {
  const { origin } = headers;
  const isListed = typeof origin === 'string' && origins.includes(origin);
  if (origin !== undefined && !isListed) {
    throw new AppError('access.csrf-refused', 'this comes from a page of another origin');
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && !(site === 'same-site' && isListed)) {
    throw new AppError('access.csrf-refused', 'this comes from a page of another site');
  }
}
