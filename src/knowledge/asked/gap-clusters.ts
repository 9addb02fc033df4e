import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { assertMatch } from '../../common/entity-tag.js';
import { asId, newId, type QuestionClusterId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Settings } from '../../settings/settings.js';
import type { DocumentRow } from '../documents/document-row.js';
import { Documents } from '../documents/documents.js';
import { clusterQuestions, type Phrase } from './cluster-questions.js';

/** One process gathers at a time: two would both begin a cluster for the same question. */
const LOCK = 1_800_410_337;
const QUESTIONS_MAX = 500;
/** The most recent ones: what nobody has asked for long need not be compared with. */
const CLUSTERS_MAX = 20_000;
const EXAMPLES_MAX = 10;
const PURGED_MAX = 500;
/** Of a document. */
const QUESTION_LENGTH_MAX = 500;

export interface NewEntry {
  answer: string;
  question?: string | undefined;
  category?: string | undefined;
}

interface ClusterRow {
  id: QuestionClusterId;
  text: string;
  state: 'open' | 'drafted' | 'dismissed';
  document_id: string | null;
  version: number;
}

/** Questions that were not answered, put together with those that are alike. */
@Injectable()
export class GapClusters implements OnModuleInit {
  private readonly logger = new Logger(GapClusters.name);

  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly audit: AuditLog,
    private readonly chores: Chores,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'gap-clusters', run: () => this.gather() });
    this.chores.register({ name: 'gap-clusters-purge', run: () => this.purge() });
  }

  /**
   * Puts what was not answered since into clusters, a bounded number; the next chore goes on.
   * @returns how many questions were gathered; 0 where another process is at it.
   */
  async gather(): Promise<number> {
    const startedAt = performance.now();
    const gathered = await this.database.transaction(async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
      return lock?.mine === true ? gatherIn(tx) : 0;
    });
    if (gathered > 0) {
      const durationMs = Math.round(performance.now() - startedAt);
      this.logger.log({ questions: gathered, durationMs }, 'unanswered questions were gathered');
    }
    return gathered;
  }

  /** A bounded number of those that nobody asks any more and nothing was made of; the next chore goes on. */
  async purge(): Promise<number> {
    const days = this.settings.get('retention.questionsDays');
    return days === 0
      ? 0
      : this.database.run(
          `delete from question_clusters
            where id in (select id from question_clusters
                          where document_id is null and last_asked_at < now() - make_interval(days => $1)
                          order by last_asked_at limit $2)`,
          [days, PURGED_MAX],
        );
  }

  /**
   * Makes a draft of a cluster: its question, the wordings in which it was asked, and the editor's answer. Called again,
   * it is the same document.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  draft(
    actor: Principal,
    requestId: string,
    id: string,
    { answer, question, category }: NewEntry,
    ifMatch?: string,
  ): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const cluster = await locked(tx, id);
      assertMatch(ifMatch, cluster.version);
      if (cluster.document_id !== null) {
        return this.documents.get(cluster.document_id);
      }
      const title = question ?? shortened(cluster.text);
      const similarQuestions = (await examples(tx, cluster.id)).filter((example) => example !== title);
      const document = await this.documents.add(tx, actor, requestId, {
        externalId: `gap-${newId<QuestionClusterId>()}`,
        question: title,
        similarQuestions,
        answer,
        ...(category !== undefined && { category }),
        state: 'draft',
      });
      await this.change(tx, actor, requestId, cluster, { state: 'drafted', documentId: document.id });
      return document;
    });
  }

  /**
   * Puts a cluster aside, or back.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  setState(
    actor: Principal,
    requestId: string,
    id: string,
    wanted: 'open' | 'dismissed',
    ifMatch?: string,
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const cluster = await locked(tx, id);
      assertMatch(ifMatch, cluster.version);
      const state = wanted === 'open' && cluster.document_id !== null ? 'drafted' : wanted;
      if (state !== cluster.state) {
        await this.change(tx, actor, requestId, cluster, { state, documentId: cluster.document_id });
      }
    });
  }

  private async change(
    tx: Tx,
    actor: Principal,
    requestId: string,
    { id }: ClusterRow,
    { state, documentId }: { state: ClusterRow['state']; documentId: string | null },
  ): Promise<void> {
    await tx.run('update question_clusters set state = $2, document_id = $3, version = version + 1 where id = $1', [
      id,
      state,
      documentId,
    ]);
    const details = { clusterId: id, state, ...(documentId !== null && { documentId }) };
    await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.gap-changed', details });
  }
}

async function gatherIn(tx: Tx): Promise<number> {
  const questions = await tx.rows<Phrase>(
    `select id as key, text from asked_questions
      where gap_from <= clock_timestamp() and cluster_id is null
      order by gap_from limit $1`,
    [QUESTIONS_MAX],
  );
  if (questions.length === 0) {
    return 0;
  }
  const clusters = await tx.rows<Phrase>(
    'select id as key, text from question_clusters order by last_asked_at desc, id desc limit $1',
    [CLUSTERS_MAX],
  );
  const known = new Set(clusters.map(({ key }) => key));
  const begun = new Map<string, QuestionClusterId>();
  const assignments = (await clusterQuestions(questions, clusters)).map(({ question, cluster }) => {
    if (known.has(cluster)) {
      return { question, cluster };
    }
    const id = begun.get(cluster) ?? newId<QuestionClusterId>();
    begun.set(cluster, id);
    return { question, cluster: id };
  });
  await store(tx, begun, assignments);
  return assignments.length;
}

/** @param begun the ids of new clusters, by the question that each begins with. */
async function store(
  tx: Tx,
  begun: ReadonlyMap<string, QuestionClusterId>,
  assignments: readonly { question: string; cluster: string }[],
): Promise<void> {
  await tx.run(
    `insert into question_clusters (id, text, questions, first_asked_at, last_asked_at)
     select n.cluster, q.text, 0, q.asked_at, q.asked_at
       from unnest($1::uuid[], $2::uuid[]) as n (question, cluster) join asked_questions q on q.id = n.question`,
    [[...begun.keys()], [...begun.values()]],
  );
  await tx.run(
    `with joined as (
       update asked_questions q set cluster_id = a.cluster
         from unnest($1::uuid[], $2::uuid[]) as a (question, cluster)
        where q.id = a.question and q.cluster_id is null
       returning q.cluster_id, q.asked_at)
     update question_clusters c
        set questions = c.questions + j.count,
            first_asked_at = least(c.first_asked_at, j.first),
            last_asked_at = greatest(c.last_asked_at, j.last)
       from (select cluster_id, count(*)::integer as count, min(asked_at) as first, max(asked_at) as last
               from joined group by cluster_id) as j
      where c.id = j.cluster_id`,
    [assignments.map(({ question }) => question), assignments.map(({ cluster }) => cluster)],
  );
}

async function locked(tx: Tx, id: string): Promise<ClusterRow> {
  const [row] = await tx.rows<ClusterRow>(
    'select id, text, state, document_id, version from question_clusters where id = $1 for update',
    [asId<QuestionClusterId>(id)],
  );
  if (row === undefined) {
    throw new NotFoundError('the gap');
  }
  return row;
}

/** A message may be longer than the question of an entry. */
function shortened(text: string): string {
  return text.slice(0, QUESTION_LENGTH_MAX).replace(/[\ud800-\udbff]$/, '');
}

/** Distinct wordings, the most frequent first. */
async function examples(tx: Tx, id: QuestionClusterId): Promise<string[]> {
  const rows = await tx.rows<{ text: string }>(
    `select text from (select text from asked_questions where cluster_id = $1 order by id desc limit 1000) as recent
      where length(text) <= $3
      group by text order by count(*) desc, min(text) limit $2`,
    [id, EXAMPLES_MAX, QUESTION_LENGTH_MAX],
  );
  return rows.map(({ text }) => text);
}
