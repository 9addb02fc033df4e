import { canonicalJson } from './canonical-json.js';

type Members = Readonly<Record<string, unknown>>;

/** What a deed changed: the members that differ, as they were and as they are. New things have no `before`. */
export interface Change {
  before?: Members;
  after?: Members;
}

/** They change with every change, or never, or name what the event names anyway. */
const UNTOLD = new Set([
  'id',
  'version',
  'revision',
  'createdAt',
  'updatedAt',
  'created_at',
  'updated_at',
  'index_version',
]);
const SECRET = /secret|password|token$|api_?key|^headers$/i;

/** Pure. Of a secret it tells at most that there is another one. */
export function changeOf(before: object | undefined, after: object | undefined): Change {
  const [old, current] = [told(before), told(after)];
  const differing = [...new Set([...Object.keys(old), ...Object.keys(current)])].filter(
    (name) => canonicalJson(old[name]) !== canonicalJson(current[name]),
  );
  return {
    ...(before !== undefined && { before: membersOf(old, differing) }),
    ...(after !== undefined && { after: membersOf(current, differing) }),
  };
}

function told(value: object | undefined): Members {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([name]) => !UNTOLD.has(name)));
}

function membersOf(value: Members, names: readonly string[]): Members {
  return Object.fromEntries(
    names
      .filter((name) => value[name] !== undefined)
      .map((name) => [name, SECRET.test(name) && typeof value[name] !== 'boolean' ? '(secret)' : value[name]]),
  );
}
