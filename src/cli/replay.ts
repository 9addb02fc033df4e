import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AppError } from '../common/app-error.js';
import type { Page } from '../common/paging.js';
import { loadConfig } from '../config/load-config.js';
import type { ReplayedTurnView, ReplayView } from '../dialog/replay/replay.dto.js';

const USAGE = `npm run replay -- --from DATE --to DATE [--route ID] [--prompt VERSION] [--knowledge live|candidate]
  [--account ID] [--limit N] [--url URL] [--all]
Answers stored questions another way, through the program that runs, and prints the differences side by side.
--all prints those that stay the same, too. The last line is JSON.`;

const POLL_MS = 500;
const SHOWN_LENGTH_MAX = 200;

/** `npm run replay`: asks the running program, with its first API key. */
try {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      route: { type: 'string' },
      prompt: { type: 'string' },
      knowledge: { type: 'string' },
      account: { type: 'string' },
      limit: { type: 'string' },
      url: { type: 'string' },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.from === undefined || values.to === undefined) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 1;
  } else {
    await replay({ ...values, from: values.from, to: values.to });
  }
} catch (error) {
  console.error(error instanceof AppError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}

interface Wanted {
  from: string;
  to: string;
  route?: string | undefined;
  prompt?: string | undefined;
  knowledge?: string | undefined;
  account?: string | undefined;
  limit?: string | undefined;
  url?: string | undefined;
  all: boolean;
}

async function replay({ from, to, route, prompt, knowledge, account, limit, url, all }: Wanted): Promise<void> {
  const { environment, adminApiKey } = loadConfig();
  const base = `${url ?? `http://127.0.0.1:${environment.PORT}`}/api/v1/replays`;
  const call = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const response = await fetch(base + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${adminApiKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new AppError('request.invalid', `${response.status}: ${await response.text()}`);
    }
    const answer: Answer = JSON.parse(await response.text());
    return answer;
  };
  const begun = await call<ReplayView>('', {
    from,
    to,
    routeId: route,
    promptVersion: prompt,
    knowledge,
    accountId: account,
    ...(limit !== undefined && { limit: Number(limit) }),
  });
  let seen: ReplayView = begun;
  while (seen.status === 'queued' || seen.status === 'running') {
    await sleep(POLL_MS);
    seen = await call<ReplayView>(`/${begun.id}`);
    process.stderr.write(`\r${seen.processed} of ${seen.total} questions`);
  }
  process.stderr.write('\n');
  for (let cursor = ''; ;) {
    const page = await call<Page<ReplayedTurnView>>(`/${begun.id}/turns?limit=200${cursor}`);
    page.items.filter(({ change }) => all || change !== 'same').forEach(print);
    if (page.nextCursor === null) {
      break;
    }
    cursor = `&cursor=${page.nextCursor}`;
  }
  console.log(JSON.stringify(seen));
  process.exitCode = seen.status === 'completed' ? 0 : 1;
}

function print({ question, change, before, after }: ReplayedTurnView): void {
  console.log(`${change.padEnd(10)} ${shown(question)}`);
  for (const [name, { reason, text, confidence, model }] of [['before', before] as const, ['after', after] as const]) {
    const how = [reason, ...(confidence === null ? [] : [confidence.toFixed(2)]), ...(model === null ? [] : [model])];
    console.log(`  ${name.padEnd(7)} [${how.join(' ')}] ${shown(text ?? '')}`);
  }
}

function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= SHOWN_LENGTH_MAX ? line : `${line.slice(0, SHOWN_LENGTH_MAX)}…`;
}
