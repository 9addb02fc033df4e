import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { type AccountId, asId, type EvaluationId } from '../../common/ids.js';
import { DatabaseLocation } from '../../database/database.module.js';
import { Categories } from '../categories/categories.js';
import { QUERY_LENGTH_MAX } from '../knowledge.js';
import { IndexThread } from '../retrieval/index-thread.js';
import { KnowledgeIndex } from '../retrieval/knowledge-index.js';
import { actionOf, compare, type Finding, type FoundDocument, rankOf } from './compare.js';
import { EvaluationProgress, type OpenEvaluation, OvertakenError } from './evaluation-progress.js';
import type { ComparedQuestion, EvaluationQuestion, KeptFinding } from './evaluation-row.js';

/** How often an evaluation may be begun without getting any further. */
const ATTEMPTS_MAX = 10;
const BATCH = 50;
/** Entries that are found for a question; the passages of a text are one document. */
const ENTRIES_MAX = 10;
/** How often the candidate is waited for: each time for as long as a search waits. */
const WAITS_MAX = 15;

/**
 * Asks the questions of an evaluation one after the other, of both editions. They are searched by words alone: what is
 * not published has no vectors, and the one edition must not have an advantage over the other. Progress commits with
 * each batch, so that a kill repeats little and counts nothing twice.
 */
@Injectable()
export class EvaluationRunner {
  private readonly logger = new Logger(EvaluationRunner.name);

  constructor(
    private readonly progress: EvaluationProgress,
    private readonly index: KnowledgeIndex,
    private readonly categories: Categories,
    private readonly location: DatabaseLocation,
  ) {}

  /** @param mayGoOn asked before each batch; an evaluation that was left is resumed later. */
  async run(id: EvaluationId, mayGoOn: () => boolean): Promise<void> {
    const open = await this.progress.begin(id);
    if (open === undefined) {
      return;
    }
    try {
      if (open.attempts > ATTEMPTS_MAX) {
        await this.progress.fail(open, { code: 'knowledge.evaluation-stuck', message: 'it was begun again and again' });
        this.logger.error({ evaluationId: id }, 'an evaluation failed');
      } else {
        await this.evaluate(open, mayGoOn);
      }
    } catch (error) {
      if (!(error instanceof OvertakenError)) {
        throw error;
      }
      this.logger.warn({ evaluationId: id }, 'another worker has the evaluation');
    }
  }

  private async evaluate(open: OpenEvaluation, mayGoOn: () => boolean): Promise<void> {
    const startedAt = performance.now();
    const candidate = new IndexThread({ databaseUrl: this.location.url, edition: 'candidate' });
    try {
      if (open.processed < open.total) {
        await this.waitFor(candidate, open, mayGoOn);
      }
      for (let processed = open.processed; processed < open.total;) {
        if (!mayGoOn()) {
          return;
        }
        const compared = await this.compareAll(await this.progress.next(open, processed, BATCH), candidate);
        await this.progress.advance(open, processed, compared);
        processed += compared.length;
      }
    } finally {
      await candidate.close();
    }
    const { questions } = await this.progress.complete(open);
    const durationMs = Math.round(performance.now() - startedAt);
    this.logger.log({ evaluationId: open.id, questions, durationMs }, 'an evaluation was completed');
  }

  /** A large knowledge base takes longer to index than one search waits. */
  private async waitFor(candidate: IndexThread, open: OpenEvaluation, mayGoOn: () => boolean): Promise<void> {
    for (let wait = 1; ; wait++) {
      try {
        await candidate.search('', { limit: 1 });
        return;
      } catch (error) {
        const isBusy = error instanceof AppError && error.code === 'knowledge.index-unavailable';
        if (!isBusy || wait >= WAITS_MAX || !mayGoOn()) {
          throw error;
        }
        await this.progress.touch(open);
      }
    }
  }

  /** One at a time: questions of contacts wait for the same thread. */
  private async compareAll(
    questions: readonly EvaluationQuestion[],
    candidate: IndexThread,
  ): Promise<ComparedQuestion[]> {
    const compared: ComparedQuestion[] = [];
    for (const question of questions) {
      const [before, after] = await Promise.all([
        this.find(this.index.thread, question),
        this.find(candidate, question),
      ]);
      const expected = question.expected_external_id ?? undefined;
      compared.push({
        ...question,
        change: compare(before, after, expected),
        live: toKept(before, expected),
        candidate: toKept(after, expected),
      });
    }
    return compared;
  }

  private async find(thread: IndexThread, { text, account_id: accountId }: EvaluationQuestion): Promise<Finding> {
    const { entries, confidence, inScope } = await thread.search(text.slice(0, QUERY_LENGTH_MAX), {
      limit: ENTRIES_MAX,
      ...(accountId !== null && { accountId: asId<AccountId>(accountId) }),
    });
    const rules = this.categories.rulesOf(entries[0]?.category);
    return {
      action: actionOf(entries.length > 0, confidence, rules),
      documents: distinct(entries),
      confidence,
      inScope,
    };
  }
}

function distinct(entries: readonly FoundDocument[]): FoundDocument[] {
  const found = new Map<string, FoundDocument>();
  for (const { documentId, externalId, title, text } of entries) {
    if (!found.has(documentId)) {
      found.set(documentId, { documentId, externalId, title, text });
    }
  }
  return [...found.values()];
}

function toKept(finding: Finding, expected: string | undefined): KeptFinding {
  const [first] = finding.documents;
  const { action, confidence, inScope } = finding;
  return {
    action,
    confidence,
    inScope,
    first:
      first === undefined ? null : { documentId: first.documentId, externalId: first.externalId, title: first.title },
    expectedRank: expected === undefined ? null : (rankOf(finding, expected) ?? null),
  };
}
