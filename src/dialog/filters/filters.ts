import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { AuditLog } from '../../audit/audit-log.js';
import { type AuditScope } from '../../audit/audit-event.js';
import { Metrics } from '../../common/metrics.js';
import type { TurnId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { withPlaceholdersBlanked } from '../../privacy/detection/placeholder.js';
import { Polled } from '../../settings/polled.js';
import { type FilterVerdict, verdictOf } from './filter-verdict.js';
import { OutputRules, type RuleScope } from './output-rules.js';
import { readEnabledLists, readEnabledRules } from './stored-filters.js';
import { WordMatcher } from './word-matcher.js';

const ALERTED_MAX = 20;

interface Compiled {
  words: WordMatcher;
  rules: OutputRules;
}

/**
 * What contacts write and what is answered, looked at before anybody else does. All lists and rules are kept compiled in
 * memory: a change is live in every process within 2 s, and while the database is away the last known ones stay in force.
 */
@Injectable()
export class Filters implements OnModuleDestroy {
  private readonly cache: Polled<Compiled>;
  private readonly verdicts: Counter<'direction' | 'action'>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    metrics: Metrics,
  ) {
    this.verdicts = metrics.counter('filter_verdicts_total', 'Texts by what the filters did with them.', [
      'direction',
      'action',
    ]);
    this.cache = new Polled(
      'filters',
      () => this.mark(),
      () => this.read(),
    );
  }

  /** Loads what is stored; nothing can be asked before. */
  async start(): Promise<void> {
    await this.cache.start();
  }

  /** After a change: until it returns, the lists and rules before it are in force. */
  refresh(): Promise<void> {
    return this.cache.refresh();
  }

  onModuleDestroy(): void {
    this.cache.stop();
  }

  /** What a contact wrote. */
  inbound(text: string, scope: { accountId?: string | undefined } = {}): FilterVerdict {
    return this.counted('inbound', this.look(text, { ...scope, direction: 'inbound' }));
  }

  /** What would be answered, the bot's own texts left out. */
  outbound(text: string, scope: { accountId?: string | undefined; category?: string | undefined } = {}): FilterVerdict {
    return this.counted('outbound', this.look(text, { ...scope, direction: 'outbound' }));
  }

  /** The same for somebody who tries the filters out: it counts nowhere. */
  look(text: string, scope: RuleScope): FilterVerdict {
    const { words, rules } = this.cache.value;
    const said = withPlaceholdersBlanked(text); // the words of placeholders are ours
    return verdictOf(text, [...words.find(said, scope), ...rules.find(said, scope)]);
  }

  /** Writes down the hits that people shall be told of, in the transaction that ends the turn. */
  async recordAlerts(
    tx: Tx,
    scope: AuditScope,
    turnId: TurnId,
    direction: 'inbound' | 'outbound',
    { alerts }: FilterVerdict,
  ): Promise<void> {
    if (alerts.length > 0) {
      const hits = alerts.slice(0, ALERTED_MAX).map(({ list, word }) => ({ list, word }));
      await this.audit.record(tx, scope, { action: 'filter.alerted', details: { turnId, direction, hits } });
    }
  }

  private counted(direction: 'inbound' | 'outbound', verdict: FilterVerdict): FilterVerdict {
    const isAlert = verdict.action === 'pass' && verdict.alerts.length > 0;
    this.verdicts.inc({ direction, action: isAlert ? 'alert' : verdict.action });
    return verdict;
  }

  /** A sum of hashes, as a change that commits late may be older than the newest that is known. */
  private async mark(): Promise<string> {
    const [row] = await this.database.rows<{ mark: string }>(
      `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version || '/' || updated_at, 0)), 0) as mark
         from (select id, version, updated_at from filter_lists
               union all select id, version, updated_at from filter_rules) as all_filters`,
    );
    return row?.mark ?? '';
  }

  private async read(): Promise<Compiled> {
    const rules = new OutputRules(await readEnabledRules(this.database));
    return { words: await WordMatcher.build(await readEnabledLists(this.database)), rules };
  }
}
