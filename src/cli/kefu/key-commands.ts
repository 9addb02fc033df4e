import { Option } from 'commander';
import { type ApiKey, keyModes } from '../../access/keys/api-key.js';
import { ApiKeys } from '../../access/keys/api-keys.js';
import { KeyRotationBody, NewApiKeyBody } from '../../access/keys/key.dto.js';
import { presentKey, presentNewKey } from '../../access/keys/key-views.js';
import { Roles } from '../../access/roles/roles.js';
import { SYSTEM } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import type { CommandLine } from './command-line.js';
import type { Inside } from './inside-program.js';
import { type Outcome, table } from './outcome.js';
import { validated } from './validated.js';

interface NewKeyOptions {
  name: string;
  permission?: readonly string[];
  role?: string;
  group?: readonly string[];
  address?: readonly string[];
  expires?: string;
  mode: string;
}

const LISTED_MAX = 1_000;

/** What machines call the API with. */
export function keyCommands(line: CommandLine): void {
  line
    .add('key', 'create', 'makes a key for a machine and shows it, once')
    .requiredOption('--name <name>', 'what it is for')
    .option('--permission <permission>', 'what it may do; may be given several times', gather)
    .option('--role <role>', 'besides: what a role may do now')
    .option('--group <id>', 'a group whose conversations it sees; none: all', gather)
    .option('--address <range>', 'an address or range from where it counts; none: everywhere', gather)
    .option('--expires <moment>', 'when it ends by itself, such as 2027-01-31')
    .addOption(new Option('--mode <mode>', 'whether it is sent, or signs').choices(keyModes).default('bearer'))
    .action(line.action((options: NewKeyOptions) => line.changes('key create', (inside) => create(inside, options))));
  line.add('key', 'list', 'lists the keys, newest first').action(line.action(() => line.reads(list)));
  line
    .add('key', 'rotate', 'gives a key another secret and shows it, once')
    .argument('<key>', 'its id or prefix')
    .option('--overlap-hours <hours>', 'how long the secret of now counts too; 0 for one that got out', '24')
    .action(
      line.action((key: string, options: { overlapHours: string }) =>
        line.changes('key rotate', (inside) => rotate(inside, key, options)),
      ),
    );
  line
    .add('key', 'revoke', 'ends a key at once')
    .argument('<key>', 'its id or prefix')
    .option('--yes', 'without asking')
    .action(
      line.action((key: string, options: { yes?: boolean }) =>
        line.changes('key revoke', (inside) => revoke(line, inside, key, options)),
      ),
    );
}

async function create({ get, requestId }: Inside, options: NewKeyOptions): Promise<Outcome> {
  const { permission = [], group = [], address = [] } = options;
  const ofRole = options.role === undefined ? [] : get(Roles).book.permissionsOf([options.role]);
  const { name, permissions, groupIds, addresses, enabled, expiresAt, mode } = await validated(NewApiKeyBody, {
    name: options.name,
    permissions: [...new Set([...permission, ...ofRole])],
    groupIds: group.length === 0 ? null : group,
    addresses: address,
    expiresAt: options.expires ?? null,
    mode: options.mode,
  });
  const reach = groupIds === null ? 'all' : { groups: groupIds };
  const fields = { name, permissions, reach, addresses, enabled, expiresAt } as const;
  const made = await get(ApiKeys).create(SYSTEM, requestId, mode, fields);
  return { result: { key: presentNewKey(made) }, lines: [made.secret] };
}

async function list({ get }: Inside): Promise<Outcome> {
  const filter = { limit: LISTED_MAX, before: undefined, ownerId: undefined, enabled: undefined };
  const keys = await get(ApiKeys).page(filter);
  const rows = keys.map((key) => [
    key.prefix,
    key.name,
    key.mode,
    key.enabled ? 'enabled' : 'disabled',
    key.expiresAt?.toISOString() ?? 'never',
    key.lastUsedAt?.toISOString() ?? 'never',
  ]);
  return {
    result: { items: keys.map(presentKey) },
    lines: table(['prefix', 'name', 'mode', 'state', 'ends', 'last used'], rows),
  };
}

async function rotate({ get, requestId }: Inside, key: string, given: { overlapHours: string }): Promise<Outcome> {
  const { overlapHours } = await validated(KeyRotationBody, { overlapHours: Number(given.overlapHours) });
  const made = await get(ApiKeys).rotate(SYSTEM, requestId, find(get(ApiKeys), key).id, overlapHours);
  return { result: { key: presentNewKey(made) }, lines: [made.secret] };
}

async function revoke(
  line: CommandLine,
  { get, requestId }: Inside,
  key: string,
  options: { yes?: boolean },
): Promise<Outcome> {
  const { id, prefix, name } = find(get(ApiKeys), key);
  await line.confirm(`End the key ${prefix} (${name}) for good?`, options);
  await get(ApiKeys).remove(SYSTEM, requestId, id);
  return { result: { id, prefix, name }, lines: [`The key ${prefix} (${name}) is ended.`] };
}

/** @throws {NotFoundError} */
function find(keys: ApiKeys, key: string): ApiKey {
  const found = keys.byPrefix(key)?.key ?? keys.byId(key);
  if (found === undefined) {
    throw new NotFoundError('the key');
  }
  return found;
}

function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
