import { InvalidRequestError } from '../../common/app-error.js';

const LENGTH_MAX = 1_000;
/** Says who one is: there is nothing to look at yet where nobody says where to go. */
const DEFAULT = '/api/v1/session';
/** Visible ASCII, without the backslash, which browsers take for a slash. */
const FORM = /^\/[!-[\]-~]*$/;

/**
 * Where a browser goes when it has signed in: a path of ours and nothing else, whatever way somebody spells another
 * place.
 * @throws {InvalidRequestError}
 */
export function returnPathOf(wanted: string | undefined): string {
  const path = wanted ?? DEFAULT;
  if (!FORM.test(path) || path.startsWith('//') || path.length > LENGTH_MAX || !staysHere(path)) {
    throw new InvalidRequestError('return must be a path of ours', [
      'return: must be a path that begins with one slash',
    ]);
  }
  return path;
}

function staysHere(path: string): boolean {
  const here = 'https://here.invalid';
  return (
    URL.canParse(path, here) && new URL(path, here).origin === here && !new URL(path, here).pathname.startsWith('//')
  );
}
