import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { authorOf, type Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { type EvaluationId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { maskForAll } from '../../privacy/detection/masking.js';
import { JobQueues } from '../../queue/job-queues.js';
import { Slices } from '../lexical/slices.js';
import type { Change } from './compare.js';
import {
  type ComparedQuestion,
  EVALUATION_COLUMNS,
  type EvaluationRow,
  type EvaluationSource,
} from './evaluation-row.js';

export const QUESTIONS_MAX = 5_000;
/** How many recent questions are read at most to find the different ones among them. */
const RECENT_MAX = 50_000;
/** An evaluation takes its time: more than so many do not wait. */
const WAITING_MAX = 20;
/** An evaluation that is open and was not touched for so long has lost its job. */
const STALE_SECONDS = 30;
const RETENTION_DAYS = 90;
const PURGED_MAX = 20;

export interface NewQuestion {
  question: string;
  /** The document that answers it, as far as somebody knows. */
  expectedExternalId?: string | null | undefined;
}

export type NewEvaluation =
  | { kind: 'questions'; items: readonly NewQuestion[]; accountId?: string | undefined }
  | { kind: 'asked'; days: number; limit: number; accountId?: string | undefined };

/**
 * Questions that are asked of what is live and of what would be if all drafts were published. The row is the truth; its
 * job only says that there is something to do.
 */
@Injectable()
export class Evaluations implements OnModuleInit {
  private readonly logger = new Logger(Evaluations.name);

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queues: JobQueues,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'evaluations', run: () => this.purge() });
  }

  /**
   * Stores the questions, masked; they are compared soon after.
   * @throws {AppError} `knowledge.evaluations-waiting`
   */
  async request(actor: Principal, requestId: string, wanted: NewEvaluation): Promise<EvaluationRow> {
    const id = newId<EvaluationId>();
    const texts = wanted.kind === 'questions' ? await maskAll(wanted.items) : [];
    await this.database.transaction(async (tx) => {
      await assertRoom(tx);
      const source = sourceOf(wanted);
      await tx.run('insert into knowledge_evaluations (id, source, created_by, request_id) values ($1, $2, $3, $4)', [
        id,
        JSON.stringify(source),
        JSON.stringify(authorOf(actor)),
        requestId,
      ]);
      const questions = wanted.kind === 'asked' ? await collect(tx, id, wanted) : await keep(tx, id, texts, wanted);
      await tx.run('update knowledge_evaluations set total = $2 where id = $1', [id, questions]);
      const details = { evaluationId: id, source: source.kind, questions };
      await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.evaluation-requested', details });
      tx.afterCommit(() => {
        void this.enqueue([id]); // the caller need not wait for the queue: a lost job is found again
      });
    });
    return this.get(id);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<EvaluationRow> {
    const [row] = await this.database.rows<EvaluationRow>(
      `select ${EVALUATION_COLUMNS} from knowledge_evaluations where id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the evaluation');
    }
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(before: string | undefined, limit: number): Promise<EvaluationRow[]> {
    return this.database.rows<EvaluationRow>(
      `select ${EVALUATION_COLUMNS} from knowledge_evaluations
        where $1::uuid is null or id < $1 order by id desc limit $2`,
      [before ?? null, limit],
    );
  }

  /** What was compared until now; `after` is the ordinal of the last of the page before. */
  results(
    id: string,
    change: Change | undefined,
    after: number | undefined,
    limit: number,
  ): Promise<ComparedQuestion[]> {
    return this.database.rows<ComparedQuestion>(
      `select ordinal, text, asked, account_id, expected_external_id, change, live, candidate from evaluation_questions
        where evaluation_id = $1 and ordinal > $2 and change is not null and ($3::text is null or change = $3)
        order by ordinal limit $4`,
      [id, after ?? -1, change ?? null, limit],
    );
  }

  /** Adds the jobs of evaluations that have lost theirs. */
  async resume(): Promise<void> {
    const rows = await this.database.rows<{ id: EvaluationId }>(
      `select id from knowledge_evaluations
        where status in ('queued', 'running') and updated_at < clock_timestamp() - make_interval(secs => $1)
        order by updated_at limit $2`,
      [STALE_SECONDS, WAITING_MAX],
    );
    if (rows.length > 0) {
      await this.enqueue(rows.map(({ id }) => id));
    }
  }

  /** A bounded number of those that are older than is kept, with their questions; the next chore goes on. */
  purge(): Promise<number> {
    return this.database.run(
      `delete from knowledge_evaluations
        where id in (select id from knowledge_evaluations where created_at < now() - make_interval(days => $1) limit $2)`,
      [RETENTION_DAYS, PURGED_MAX],
    );
  }

  private async enqueue(ids: readonly EvaluationId[]): Promise<void> {
    try {
      await this.queues.addAll(
        'knowledge.evaluate',
        ids.map((evaluationId) => ({ data: { evaluationId }, key: evaluationId })),
      );
    } catch (error) {
      this.logger.warn({ evaluations: ids.length, error: String(error) }, 'evaluation jobs were not added');
    }
  }
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::integer as count from knowledge_evaluations where status in ('queued', 'running')`,
  );
  if (row !== undefined && row.count >= WAITING_MAX) {
    throw new AppError('knowledge.evaluations-waiting', `${row.count} evaluations wait already`);
  }
}

function sourceOf(wanted: NewEvaluation): EvaluationSource {
  const account = wanted.accountId === undefined ? {} : { accountId: wanted.accountId };
  return wanted.kind === 'asked'
    ? { kind: 'asked', days: wanted.days, limit: wanted.limit, ...account }
    : { kind: 'questions', ...account };
}

/** Gives way to others: so many long questions take a while. */
async function maskAll(items: readonly NewQuestion[]): Promise<string[]> {
  const slices = new Slices();
  const masked: string[] = [];
  for (const { question } of items) {
    await slices.next();
    masked.push(maskForAll(question));
  }
  return masked;
}

/** @param texts masked. */
function keep(
  tx: Tx,
  id: EvaluationId,
  texts: readonly string[],
  { items, accountId }: Extract<NewEvaluation, { kind: 'questions' }>,
): Promise<number> {
  return tx.run(
    `insert into evaluation_questions (evaluation_id, ordinal, text, asked, account_id, expected_external_id)
     select $1, i.ordinal - 1, i.text, 1, $4, i.expected
       from unnest($2::text[], $3::text[]) with ordinality as i (text, expected, ordinal)`,
    [id, texts, items.map(({ expectedExternalId }) => expectedExternalId ?? null), accountId ?? null],
  );
}

/**
 * The most recent questions of the last days, each text once, asked of the account that had it last. Where a contact said
 * that the answer helped, its document is the one that is expected.
 */
function collect(
  tx: Tx,
  id: EvaluationId,
  { days, limit, accountId }: { days: number; limit: number; accountId?: string | undefined },
): Promise<number> {
  return tx.run(
    `insert into evaluation_questions (evaluation_id, ordinal, text, asked, account_id, expected_external_id)
     select $1, row_number() over (order by g.last_id desc) - 1, g.text, g.asked, g.account_id, d.external_id
       from (select text, count(*)::integer as asked, (array_agg(id order by id desc))[1] as last_id,
                    (array_agg(account_id order by id desc))[1] as account_id,
                    (array_agg(first_document_id order by id desc) filter (where vote = 'helpful'))[1] as helpful
               from (select id, text, account_id, first_document_id, vote from asked_questions
                      where asked_at >= now() - make_interval(days => $2) and ($3::uuid is null or account_id = $3)
                      order by asked_at desc limit ${RECENT_MAX}) as recent
              group by text
              order by last_id desc
              limit $4) as g
       left join documents d on d.id = g.helpful`,
    [id, days, accountId ?? null, limit],
  );
}
