import { AccountCheckController } from '../../wecom/checks/account-check.controller.js';
import { Accounts } from '../../settings/accounts.js';
import type { CommandLine } from './command-line.js';
import type { Inside } from './inside-program.js';
import { type Outcome, table } from './outcome.js';

/** The apps of WeCom. */
export function accountCommands(line: CommandLine): void {
  line.add('account', 'list', 'lists the accounts').action(line.action(() => line.reads(list)));
  line
    .add('account', 'check', 'asks WeCom and the callback whether an account is set up right')
    .argument('<id>', 'as "account list" tells it')
    .option('--member <userid>', 'and whether the app is visible to this member')
    .option('--lang <lang>', 'en or zh', 'en')
    .action(
      line.action((id: string, options: { member?: string; lang: string }) =>
        line.reads((inside) => check(inside, id, options)),
      ),
    );
}

function list({ get }: Inside): Promise<Outcome> {
  const items = get(Accounts)
    .list()
    .map(({ id, kind, name, enabled }) => ({ id, kind, name, enabled }));
  const rows = items.map(({ id, kind, name, enabled }) => [id, kind, name, enabled ? 'enabled' : 'disabled']);
  return Promise.resolve({ result: { items }, lines: table(['id', 'kind', 'name', 'state'], rows) });
}

async function check(
  { get }: Inside,
  id: string,
  { member, lang }: { member?: string; lang: string },
): Promise<Outcome> {
  const query = { lang: lang === 'zh' ? 'zh' : 'en', ...(member !== undefined && { memberId: member }) } as const;
  const found = await get(AccountCheckController).check(id, query);
  const lines = found.checks.flatMap(({ title, status, fault, remedy }) => [
    `${status.padEnd(8)} ${title}`,
    ...[fault, remedy].filter((text) => text !== null && text !== undefined).map((text) => `         ${text}`),
  ]);
  return {
    result: { status: found.status, callbackUrl: found.callbackUrl, checks: found.checks },
    lines,
    isInOrder: found.status !== 'failed',
  };
}
