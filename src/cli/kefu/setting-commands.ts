import { NotFoundError } from '../../common/app-error.js';
import { SYSTEM } from '../../common/access.js';
import { type Setting, Settings } from '../../settings/settings.js';
import { isSettingKey, type SettingKey } from '../../settings/settings-catalogue.js';
import type { CommandLine } from './command-line.js';
import type { Inside } from './inside-program.js';
import { type Outcome, table } from './outcome.js';

/** Characters of a value in the list for people; `settings get` shows it whole. */
const SHOWN_MAX = 60;

/** What people change while the program runs. */
export function settingCommands(line: CommandLine): void {
  line.add('settings', 'list', 'lists all settings and what applies').action(line.action(() => line.reads(list)));
  line
    .add('settings', 'get', 'tells what applies')
    .argument('<key>', 'such as retention.messagesDays')
    .action(line.action((key: string) => line.reads((inside) => get(inside, known(key)))));
  line
    .add('settings', 'set', 'changes a setting; every process knows it within 2 s')
    .argument('<key>')
    .argument('<value>', 'JSON; what is none is taken as a text')
    .action(
      line.action((key: string, value: string) =>
        line.changes('settings set', (inside) => set(inside, known(key), value)),
      ),
    );
}

function list({ get: part }: Inside): Promise<Outcome> {
  const settings = part(Settings).list();
  const rows = settings.map(({ key, value, version }) => [
    key,
    version === 0 ? 'default' : 'set',
    shortened(JSON.stringify(value)),
  ]);
  return Promise.resolve({ result: { items: settings.map(present) }, lines: table(['key', 'is', 'value'], rows) });
}

function get({ get: part }: Inside, key: SettingKey): Promise<Outcome> {
  const setting = part(Settings).describe(key);
  return Promise.resolve({ result: present(setting), lines: [JSON.stringify(setting.value)] });
}

async function set({ get: part, requestId }: Inside, key: SettingKey, value: string): Promise<Outcome> {
  const setting = await part(Settings).change(SYSTEM, key, parsed(value), { requestId });
  return { result: present(setting), lines: [`${key} is ${JSON.stringify(setting.value)}.`] };
}

function shortened(value: string): string {
  return value.length <= SHOWN_MAX ? value : `${value.slice(0, SHOWN_MAX - 1)}…`;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** @throws {NotFoundError} */
function known(key: string): SettingKey {
  if (!isSettingKey(key)) {
    throw new NotFoundError('the setting');
  }
  return key;
}

function present({ key, value, version, updatedAt, updatedBy, default: fallback }: Setting): Record<string, unknown> {
  return { key, value, version, updatedAt: updatedAt?.toISOString() ?? null, updatedBy, default: fallback };
}
