import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Tx } from '../../database/database.js';
import { lockedList, lockLists } from './filter-lists.js';
import { Filters } from './filters.js';
import { RecentMessages, type RecentHits } from './recent-messages.js';
import { type ListRow, readWordsAfter, type WordRow } from './stored-filters.js';
import { type ReadWords, WORDS_MAX } from './word-files.js';
import type { ListedWord, WordAction } from './word-lists.js';
import { isRecognisable } from './word-matcher.js';

/** Of all lists together: what a process keeps in memory. */
const ALL_WORDS_MAX = 200_000;
const WORDS_A_STATEMENT = 2_000;

export interface ImportWish {
  /** Whether the words take the place of those of the list, or are added to them. */
  mode: 'append' | 'replace';
  /** Changes nothing, and reports all the same. */
  isDryRun: boolean;
  /** How many of the recent messages are looked at. */
  messages: number;
}

export interface ImportReport {
  list: ListRow;
  /** Words that were read, each once. */
  words: number;
  added: number;
  /** There already, with another action. */
  changed: number;
  /** Those of the list that are no more in it. */
  removed: number;
  /** Of what was read: no words, too long, or nothing that a filter can recognise. */
  unusable: ReadWords['unusable'];
  recent: RecentHits;
}

/** The words of lists. */
@Injectable()
export class FilterWords {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly filters: Filters,
    private readonly recent: RecentMessages,
  ) {}

  /** In their order, from the one behind `after` on. */
  list(listId: string, after: string | undefined, limit: number): Promise<WordRow[]> {
    return readWordsAfter(this.database, listId, after ?? '', limit);
  }

  /**
   * Adds a word, or gives it another action.
   * @param action null: that of the list.
   * @throws {InvalidRequestError} for what a filter cannot recognise.
   * @throws {AppError} `request.conflict` where the list is full.
   */
  async set(
    actor: Principal,
    requestId: string,
    listId: string,
    word: string,
    action: WordAction | null,
  ): Promise<WordRow> {
    if (!isRecognisable(word)) {
      throw new InvalidRequestError('a filter cannot recognise this word', [
        'word: needs two letters or a Chinese character',
      ]);
    }
    await this.database.transaction(async (tx) => {
      await lockLists(tx);
      const before = await lockedList(tx, listId);
      await store(tx, listId, [{ word, action: action ?? undefined }]);
      const list = await counted(tx, before);
      const details = { listId, name: list.name, version: list.version, word };
      await this.audit.record(tx, { actor, requestId }, { action: 'filter.word-set', details });
    });
    await this.filters.refresh();
    return { word, action };
  }

  /** @throws {NotFoundError} for a list or a word that there is not. */
  async remove(actor: Principal, requestId: string, listId: string, word: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await lockedList(tx, listId);
      if ((await tx.run('delete from filter_words where list_id = $1 and word = $2', [listId, word])) === 0) {
        throw new NotFoundError('the word');
      }
      const list = await counted(tx, before);
      const details = { listId, name: list.name, version: list.version, word };
      await this.audit.record(tx, { actor, requestId }, { action: 'filter.word-removed', details });
    });
    await this.filters.refresh();
  }

  /**
   * Adds the words of a file, or puts them in the place of all others; either way it says what they would have hit.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`; `request.conflict` where they are too many.
   */
  async import(
    actor: Principal,
    requestId: string,
    listId: string,
    { words, unusable }: ReadWords,
    wish: ImportWish,
    ifMatch?: string,
  ): Promise<ImportReport> {
    const recent = await this.recent.hitsOf(words, wish.messages);
    const changes = await this.database.transaction(async (tx) => {
      await lockLists(tx);
      const before = await lockedList(tx, listId);
      assertMatch(ifMatch, before.version);
      const { added, changed, removed } = await compare(tx, listId, words, wish.mode);
      if (wish.isDryRun) {
        return { list: before, added, changed, removed };
      }
      if (wish.mode === 'replace') {
        await tx.run('delete from filter_words where list_id = $1', [listId]);
      }
      await store(tx, listId, words);
      const list = await counted(tx, before);
      const details = {
        listId,
        name: list.name,
        version: list.version,
        words: words.length,
        replaced: wish.mode === 'replace',
      };
      await this.audit.record(tx, { actor, requestId }, { action: 'filter.words-imported', details });
      return { list, added, changed, removed };
    });
    if (!wish.isDryRun) {
      await this.filters.refresh();
    }
    return { ...changes, words: words.length, unusable, recent };
  }
}

async function compare(
  tx: Tx,
  listId: string,
  words: readonly ListedWord[],
  mode: ImportWish['mode'],
): Promise<{ added: number; changed: number; removed: number }> {
  let known = 0;
  let changed = 0;
  for (let at = 0; at < words.length; at += WORDS_A_STATEMENT) {
    const some = words.slice(at, at + WORDS_A_STATEMENT);
    const [row] = await tx.rows<{ known: number; changed: number }>(
      `select count(*)::integer as known,
              (count(*) filter (where stored.action is distinct from new.action))::integer as changed
         from unnest($2::text[], $3::text[]) as new (word, action)
         join filter_words stored on stored.list_id = $1 and stored.word = new.word`,
      [listId, some.map(({ word }) => word), some.map(({ action }) => action ?? null)],
    );
    known += row?.known ?? 0;
    changed += row?.changed ?? 0;
  }
  const [all] = await tx.rows<{ words: number }>('select words from filter_lists where id = $1', [listId]);
  return { added: words.length - known, changed, removed: mode === 'replace' ? (all?.words ?? 0) - known : 0 };
}

async function store(tx: Tx, listId: string, words: readonly ListedWord[]): Promise<void> {
  for (let at = 0; at < words.length; at += WORDS_A_STATEMENT) {
    const some = words.slice(at, at + WORDS_A_STATEMENT);
    await tx.run(
      `insert into filter_words (list_id, word, action) select $1, word, action
         from unnest($2::text[], $3::text[]) as new (word, action)
       on conflict (list_id, word) do update set action = excluded.action`,
      [listId, some.map(({ word }) => word), some.map(({ action }) => action ?? null)],
    );
  }
}

/**
 * The list with its words counted anew, one version on.
 * @throws {AppError} `request.conflict` where there are more than there may be.
 */
async function counted(tx: Tx, { id }: ListRow): Promise<ListRow> {
  const [list] = await tx.rows<ListRow>(
    `update filter_lists
        set words = (select count(*) from filter_words where list_id = $1), version = version + 1,
            updated_at = clock_timestamp()
      where id = $1 returning *`,
    [id],
  );
  const [all] = await tx.rows<{ words: number }>('select sum(words)::integer as words from filter_lists');
  if (list === undefined) {
    throw new NotFoundError('the list');
  }
  if (list.words > WORDS_MAX || (all?.words ?? 0) > ALL_WORDS_MAX) {
    throw new AppError(
      'request.conflict',
      `a list has ${WORDS_MAX} words at most, and all lists together ${ALL_WORDS_MAX}`,
    );
  }
  return list;
}
