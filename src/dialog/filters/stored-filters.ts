import type { Sql } from '../../database/database.js';
import type { FilterAction, FilterDirection } from './filter-verdict.js';
import type { OutputRule, RuleKind } from './output-rules.js';
import type { ListedWord, WordAction, WordList } from './word-lists.js';

/** Rows are parsed in one go: a page keeps that short. */
const WORDS_A_PAGE = 2_000;

/** A row of the table `filter_lists`. */
export interface ListRow {
  id: string;
  name: string;
  action: WordAction;
  direction: FilterDirection;
  account_ids: string[] | null;
  enabled: boolean;
  words: number;
  version: number;
  updated_at: Date;
}

/** A row of the table `filter_words`. */
export interface WordRow {
  word: string;
  /** Null: that of the list. */
  action: WordAction | null;
}

/** A row of the table `filter_rules`. */
export interface RuleRow {
  id: string;
  name: string;
  kind: RuleKind;
  pattern: string | null;
  action: FilterAction;
  direction: FilterDirection;
  except_categories: string[];
  account_ids: string[] | null;
  enabled: boolean;
  version: number;
  updated_at: Date;
}

/** With all their words, page by page. */
export async function readEnabledLists(sql: Sql): Promise<WordList[]> {
  const rows = await sql.rows<ListRow>('select * from filter_lists where enabled order by id');
  const lists: WordList[] = [];
  for (const { id, name, action, direction, account_ids: accountIds } of rows) {
    lists.push({ name, action, direction, accountIds: accountIds ?? undefined, words: await readWords(sql, id) });
  }
  return lists;
}

export async function readEnabledRules(sql: Sql): Promise<OutputRule[]> {
  const rows = await sql.rows<RuleRow>('select * from filter_rules where enabled order by id');
  return rows.map(({ except_categories: exceptCategories, account_ids: accountIds, ...row }) => ({
    name: row.name,
    kind: row.kind,
    pattern: row.pattern,
    action: row.action,
    direction: row.direction,
    exceptCategories,
    accountIds: accountIds ?? undefined,
  }));
}

/** In their order, from the one behind `after` on. */
export function readWordsAfter(sql: Sql, listId: string, after: string, limit: number): Promise<WordRow[]> {
  return sql.rows<WordRow>(
    'select word, action from filter_words where list_id = $1 and word > $2 order by word limit $3',
    [listId, after, limit],
  );
}

async function readWords(sql: Sql, listId: string): Promise<ListedWord[]> {
  const words: ListedWord[] = [];
  for (let after = ''; ;) {
    const page = await readWordsAfter(sql, listId, after, WORDS_A_PAGE);
    for (const { word, action } of page) {
      words.push({ word, action: action ?? undefined });
    }
    const last = page.at(-1);
    if (page.length < WORDS_A_PAGE || last === undefined) {
      return words;
    }
    after = last.word;
  }
}
