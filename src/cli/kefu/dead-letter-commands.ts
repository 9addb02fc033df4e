import { InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { SYSTEM } from '../../common/access.js';
import { type ListedNotification, NotificationList } from '../../notifications/notification-list.js';
import { type FailedJob, JobQueues } from '../../queue/job-queues.js';
import type { CommandLine } from './command-line.js';
import type { Inside } from './inside-program.js';
import { type Outcome, table } from './outcome.js';

const LISTED_MAX = 1_000;

/** What was tried until it was given up: notifications, and jobs, which nudge what the tables say is to be done. */
export function deadLetterCommands(line: CommandLine): void {
  line
    .add('dead-letters', 'list', 'lists notifications and jobs that were given up')
    .action(line.action(() => line.reads(list)));
  line
    .add('dead-letters', 'requeue', 'has them tried again')
    .argument('[id...]', 'of notifications, and of jobs as "list" tells them')
    .option('--all', 'all of them')
    .option('--yes', 'without asking')
    .action(
      line.action((ids: string[], options: { all?: boolean; yes?: boolean }) =>
        line.changes('dead-letters requeue', (inside) => requeue(line, inside, ids, options)),
      ),
    );
}

interface DeadLetters {
  notifications: readonly ListedNotification[];
  jobs: readonly FailedJob[];
}

async function list({ get }: Inside): Promise<Outcome> {
  const { notifications, jobs } = await deadLetters(get);
  const items = [
    ...notifications.map(({ id, event, kind, reason, createdAt }) => ({
      id,
      kind: 'notification',
      what: `${event} by ${kind}`,
      reason,
      at: createdAt.toISOString(),
    })),
    ...jobs.map(({ id, name, reason, failedAt }) => ({
      id,
      kind: 'job',
      what: name,
      reason,
      at: failedAt.toISOString(),
    })),
  ];
  return {
    result: { items },
    lines:
      items.length === 0
        ? ['There are none.']
        : table(
            ['id', 'kind', 'what', 'since', 'reason'],
            items.map(({ id, kind, what, at, reason }) => [id, kind, what, at, reason ?? '']),
          ),
  };
}

async function requeue(
  line: CommandLine,
  { get, requestId }: Inside,
  ids: readonly string[],
  { all, yes }: { all?: boolean; yes?: boolean },
): Promise<Outcome> {
  if ((ids.length === 0) === (all !== true)) {
    throw new InvalidRequestError('say which', ['either ids or --all is needed']);
  }
  const dead = await deadLetters(get);
  const notifications = dead.notifications.filter(({ id }) => all === true || ids.includes(id));
  const jobs = dead.jobs.filter(({ id }) => all === true || ids.includes(id));
  if (all !== true && notifications.length + jobs.length < new Set(ids).size) {
    throw new NotFoundError('one of the dead letters');
  }
  await line.confirm(`Send ${notifications.length} notification(s) and run ${jobs.length} job(s) again?`, { yes });
  for (const { id } of notifications) {
    await get(NotificationList).replay(SYSTEM, requestId, id);
  }
  for (const job of jobs) {
    await get(JobQueues).runAgain(job);
  }
  return {
    result: { notifications: notifications.length, jobs: jobs.length },
    lines: [`${notifications.length} notification(s) and ${jobs.length} job(s) will be tried again.`],
  };
}

async function deadLetters(get: Inside['get']): Promise<DeadLetters> {
  const [notifications, jobs] = await Promise.all([
    get(NotificationList).list({ state: 'dead', limit: LISTED_MAX }),
    get(JobQueues).failed(LISTED_MAX),
  ]);
  return { notifications, jobs };
}
