import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import { Database } from '../../database/database.js';
import { JobQueues } from '../../queue/job-queues.js';
import { Settings } from '../../settings/settings.js';
import { AnswerWarmers } from './answer-warmers.js';
import { StoredAnswers } from './stored-answers.js';

/** Editors publish one document after the other: it begins when they are done. */
const QUIET_SECONDS = 20;
const ANSWER_MS = 30_000;

/** After a change of the knowledge base, answers frequent questions before anybody asks them again. */
@Injectable()
export class WarmUp implements OnModuleInit {
  private readonly logger = new Logger(WarmUp.name);

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly stored: StoredAnswers,
    private readonly warmers: AnswerWarmers,
    private readonly settings: Settings,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'answer-warm-up', run: () => this.look() });
  }

  /** Adds a job for each state of the knowledge base that lasts. */
  async look(quietSeconds = QUIET_SECONDS): Promise<void> {
    const [due] = await this.database.rows<{ version: string }>(
      `with noted as (
         update answer_warmup w set seen = k.version, seen_at = clock_timestamp()
           from knowledge_version k where w.seen <> k.version)
       select k.version from answer_warmup w, knowledge_version k
        where w.seen = k.version and w.warmed <> k.version
          and w.seen_at <= clock_timestamp() - make_interval(secs => $1)`,
      [quietSeconds],
    );
    if (due === undefined) {
      return;
    }
    const knowledgeVersion = Number(due.version);
    await this.queues.addAll('answers.warm', [{ data: { knowledgeVersion }, key: 'answers.warm' }]);
    await this.database.run('update answer_warmup set warmed = $1 where warmed < $1', [knowledgeVersion]);
  }

  /** Ends early when the base changes again: another job follows then. */
  async run(knowledgeVersion: number, signal: AbortSignal): Promise<void> {
    const warmer = this.warmers.current;
    const limit = this.settings.get('cache.warmedQuestions');
    if (warmer === undefined || limit === 0) {
      return;
    }
    const questions = await this.stored.frequent(limit);
    let warmed = 0;
    for (const question of questions) {
      if (signal.aborted || !(await this.isCurrent(knowledgeVersion))) {
        break;
      }
      warmed += (await this.warm(() => warmer.warm(question, { signal, deadlineMs: ANSWER_MS }))) ? 1 : 0;
    }
    this.logger.log({ knowledgeVersion, questions: questions.length, warmed }, 'frequent questions were answered');
  }

  /** One that fails is answered when somebody asks it. */
  private async warm(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'a frequent question was not answered');
      return false;
    }
  }

  private async isCurrent(knowledgeVersion: number): Promise<boolean> {
    const [row] = await this.database.rows<{ version: string }>('select version from knowledge_version');
    return Number(row?.version) === knowledgeVersion;
  }
}
