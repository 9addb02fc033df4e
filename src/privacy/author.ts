import type { Principal } from '../common/access.js';

/** Whoever did something, as it is stored: without permissions. */
export interface Author {
  kind: Principal['kind'];
  id?: string;
}

export function authorOf(principal: Principal): Author {
  return principal.kind === 'system' ? { kind: principal.kind } : { kind: principal.kind, id: principal.id };
}
