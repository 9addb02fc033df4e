import { isDatabaseAway } from '../../common/database-away.js';
import type { Evidence } from '../lexical/evidence.js';
import type { SearchIndex } from '../lexical/search-index.js';
import type { EvidenceRequest, Found, FoundEntry, SearchFilter, SearchRequest } from './index-messages.js';
import type { IndexedEntry } from './indexed-documents.js';
import type { Log, Mirror, View } from './mirror.js';
import { fuseRankings } from './rank-fusion.js';
import type { Near, VectorKey } from './vector-table.js';
import type { Vectors } from './vectors.js';

/** How far down each search looks before they are fused. */
const DEPTH = 50;

type Accepts = (entry: IndexedEntry) => boolean;

/** Answers what the program asks of the index: by words, and by vectors where there are some. */
export class ThreadSearch {
  constructor(
    private readonly mirror: Mirror,
    private readonly log: Log,
    private readonly vectors?: Vectors,
  ) {}

  async search(request: SearchRequest): Promise<Found> {
    const { query, limit } = request;
    const view = await this.mirror.view(request.accountId);
    const accepts = accepting(request, view);
    const near = await this.nearest(request, view, accepts);
    if (near === undefined) {
      const { matches, evidence } = view.index.search(query, limit, accepts);
      const entries = matches.map(({ document, score }) => present(document, score));
      return { entries, evidence, usedVectors: false, version: view.version };
    }
    return { ...fuse(request, view.index, near, accepts), usedVectors: true, version: view.version };
  }

  /** Undefined if there is no such entry any more. */
  async evidence(request: EvidenceRequest): Promise<Evidence | undefined> {
    const view = await this.mirror.view(request.accountId);
    const evidence = view.index.evidenceFor(request.query, request.key, accepting(request, view));
    return evidence.score === 0 && evidence.unknown === 1 ? undefined : evidence;
  }

  /** The entries that are nearest, best first; undefined if vectors were not searched. */
  private async nearest(
    { vector, category }: SearchRequest,
    { closedCategories }: View,
    accepts: Accepts,
  ): Promise<Map<string, IndexedEntry> | undefined> {
    if (vector === undefined || this.vectors === undefined) {
      return undefined;
    }
    const nameOf = (key: VectorKey): string | undefined => {
      const entry = this.entryOf(key);
      return entry !== undefined && accepts(entry) ? entry.key : undefined;
    };
    try {
      return this.named(await this.vectors.nearest(vector, { limit: DEPTH, category, closedCategories, nameOf }));
    } catch (error) {
      this.log('warn', 'vectors were not searched', { error: String(error) });
      if (!isDatabaseAway(error)) {
        this.vectors.leaveIndex();
      }
      return undefined;
    }
  }

  private named(near: readonly Near[]): Map<string, IndexedEntry> {
    const entries = near.map((key) => this.entryOf(key)).filter((entry) => entry !== undefined);
    return new Map(entries.map((entry) => [entry.key, entry]));
  }

  /** All vectors of a FAQ entry belong to it; one of a text belongs to its passage. */
  private entryOf({ documentId, revision, ordinal }: VectorKey): IndexedEntry | undefined {
    const entries = this.mirror.entriesOf(documentId, revision);
    return entries?.[0]?.passage === undefined ? entries?.[0] : entries[ordinal];
  }
}

function fuse(
  { query, limit }: SearchRequest,
  index: SearchIndex<IndexedEntry>,
  near: ReadonlyMap<string, IndexedEntry>,
  accepts: Accepts,
): Pick<Found, 'entries' | 'evidence'> {
  const { matches, evidence } = index.search(query, DEPTH, accepts);
  const nearKeys = [...near.keys()];
  const byKey = new Map([...near, ...matches.map(({ document }) => [document.key, document] as const)]);
  const entries = fuseRankings([matches.map(({ document }) => document.key), nearKeys])
    .slice(0, limit)
    .flatMap(({ key, score }): FoundEntry[] => {
      const entry = byKey.get(key);
      const rank = nearKeys.indexOf(key);
      return entry === undefined ? [] : [{ ...present(entry, score), ...(rank >= 0 && { vectorRank: rank }) }];
    });
  const [first] = entries;
  const isAsByWords = first === undefined || first.key === matches[0]?.document.key;
  return {
    entries,
    evidence: isAsByWords ? evidence : index.evidenceFor(query, first.key, accepts),
  };
}

function accepting({ category }: SearchFilter, { closedCategories, withdrawn }: View): Accepts {
  const now = Date.now();
  return (entry) =>
    entry.validFrom <= now &&
    now < entry.validUntil &&
    (category === undefined || entry.category === category) &&
    (entry.category === undefined || !closedCategories.has(entry.category)) &&
    !withdrawn.has(entry.documentId);
}

function present(entry: IndexedEntry, score: number): FoundEntry {
  const { key, documentId, externalId, title, answer: text, category, revision, passage } = entry;
  return { key, documentId, externalId, title, text, category, revision, ...(passage && { passage }), score };
}
