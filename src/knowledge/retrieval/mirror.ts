import type { DocumentId } from '../../common/ids.js';
import { SearchIndex } from '../lexical/search-index.js';
import type { DocumentSource, Reading, StoredState } from './document-source.js';
import type { IndexStatus } from './index-messages.js';
import type { IndexedDocument, IndexedEntry } from './indexed-documents.js';
import type { Vectors } from './vectors.js';

/** How long a search waits for an index that is behind, before it takes the old one. */
const PATIENCE_MS = 1_000;
/** A version that went back would never be reached. */
const UPDATES_MAX = 3;

/** What a search may look at. */
export interface View {
  index: SearchIndex<IndexedEntry>;
  /** The `knowledge_version` that the index shows. */
  version: number;
  closedCategories: ReadonlySet<string>;
  /** Documents that an index which is behind still has, and nobody may find any more. */
  withdrawn: ReadonlySet<string>;
}

interface Loaded {
  version: number;
  vocabularyVersion: number;
  index: SearchIndex<IndexedEntry>;
  documents: Map<DocumentId, IndexedDocument>;
}

export type Log = (level: 'log' | 'warn', text: string, details: Record<string, string | number>) => void;

/**
 * The documents of an edition in memory, kept as PostgreSQL holds them. Each search asks what is stored; if the index is
 * behind, the changes are read, once for all searches that wait.
 */
export class Mirror {
  private loaded: Loaded | undefined;
  private updating: Promise<Loaded> | undefined;
  private checkedAt = 0;
  private isFollowing = false;

  constructor(
    private readonly source: DocumentSource,
    private readonly log: Log,
    private readonly embeddingModel?: string,
    private readonly vectors?: Vectors,
  ) {}

  get status(): IndexStatus | undefined {
    const { loaded, checkedAt } = this;
    return (
      loaded && {
        version: loaded.version,
        documents: loaded.documents.size,
        entries: loaded.index.size,
        vectors: this.vectors?.size ?? 0,
        checkedAt,
      }
    );
  }

  /** Not older than what is stored when it is asked, if that can be had in a second. */
  async view(accountId: string | undefined): Promise<View> {
    const state = await this.source.state(accountId, this.embeddingModel);
    const { closedCategories } = state;
    const { loaded } = this;
    if (loaded === undefined) {
      return { ...shown(await this.upTo(state.version)), closedCategories, withdrawn: new Set() };
    }
    this.followVectors(state);
    if (loaded.version >= state.version) {
      this.checkedAt = Date.now();
      return { ...shown(loaded), closedCategories, withdrawn: new Set() };
    }
    const fresh = await within(PATIENCE_MS, this.upTo(state.version));
    const withdrawn = fresh === undefined ? await this.source.withdrawnSince(loaded.version) : new Set<string>();
    return { ...shown(fresh ?? loaded), closedCategories, withdrawn };
  }

  /** Catches up, whether anybody searches or not. A version that went back means that the database was restored. */
  async catchUp(): Promise<void> {
    const state = await this.source.state(undefined, this.embeddingModel);
    if (this.loaded?.version !== state.version) {
      await this.update();
    }
    this.followVectors(state);
    this.checkedAt = Date.now();
  }

  /** What is indexed of a document; undefined if nothing is, or another revision. */
  entriesOf(documentId: DocumentId, revision: number): readonly IndexedEntry[] | undefined {
    const document = this.loaded?.documents.get(documentId);
    return document?.revision === revision ? document.entries : undefined;
  }

  /** An update that was under way may have begun before the change. */
  private async upTo(version: number): Promise<Loaded> {
    let loaded = await this.update();
    for (let attempt = 1; loaded.version < version && attempt < UPDATES_MAX; attempt++) {
      loaded = await this.update();
    }
    return loaded;
  }

  private update(): Promise<Loaded> {
    this.updating ??= this.read().finally(() => {
      this.updating = undefined;
    });
    return this.updating;
  }

  private async read(): Promise<Loaded> {
    this.loaded = (await this.follow()) ?? (await this.rebuild());
    this.checkedAt = Date.now();
    return this.loaded;
  }

  /** Undefined if the changes alone do not tell: rows were deleted, or the version went back. */
  private async follow(): Promise<Loaded | undefined> {
    const { loaded } = this;
    if (loaded === undefined) {
      return undefined;
    }
    const startedAt = performance.now();
    const reading = await this.source.readChanges(loaded.version);
    if (reading.version < loaded.version || countAfter(loaded, reading) !== reading.count) {
      return undefined;
    }
    if (reading.vocabularyVersion !== loaded.vocabularyVersion) {
      loaded.index.use(reading.words);
    }
    await this.apply(loaded, reading.documents);
    const durationMs = Math.round(performance.now() - startedAt);
    this.log('log', 'the knowledge index was updated', {
      version: reading.version,
      changed: reading.documents.length,
      durationMs,
    });
    return { ...loaded, version: reading.version, vocabularyVersion: reading.vocabularyVersion };
  }

  private async apply({ index, documents }: Loaded, changed: readonly IndexedDocument[]): Promise<void> {
    const entries = changed.flatMap((document) => document.entries);
    const keys = new Set(entries.map(({ key }) => key));
    const gone = changed
      .flatMap(({ id }) => documents.get(id)?.entries.map(({ key }) => key) ?? [])
      .filter((key) => !keys.has(key));
    for (const document of changed) {
      this.vectors?.forget(document.id, document.isFound ? document.revision : undefined);
      if (document.isFound) {
        documents.set(document.id, document);
      } else {
        documents.delete(document.id);
      }
    }
    await index.update(entries, gone);
  }

  private async rebuild(): Promise<Loaded> {
    const startedAt = performance.now();
    const reading = await this.source.readAll();
    const { version, vocabularyVersion, words } = reading;
    const found = reading.documents.filter(({ isFound }) => isFound);
    const index = await SearchIndex.build(
      found.flatMap(({ entries }) => entries),
      words,
    );
    const documents = new Map(found.map((document) => [document.id, document]));
    const durationMs = Math.round(performance.now() - startedAt);
    this.log('log', 'the knowledge base was indexed', {
      version,
      documents: documents.size,
      entries: index.size,
      durationMs,
    });
    return { version, vocabularyVersion, index, documents };
  }

  /** No search waits for vectors: the words are found without them. */
  private followVectors({ vectorVersion }: StoredState): void {
    const { vectors } = this;
    if (vectors === undefined || vectors.isInDatabase || vectors.version >= vectorVersion || this.isFollowing) {
      return;
    }
    this.isFollowing = true;
    vectors
      .follow(vectorVersion)
      .catch((error: unknown) => this.log('warn', 'vectors were not read', { error: String(error) }))
      .finally(() => {
        this.isFollowing = false;
      });
  }
}

function shown({ index, version }: Loaded): Pick<View, 'index' | 'version'> {
  return { index, version };
}

function countAfter({ documents }: Loaded, { documents: changed }: Reading): number {
  return changed.reduce(
    (count, { id, isFound }) => count + Number(isFound) - Number(documents.has(id)),
    documents.size,
  );
}

/** Undefined when it takes longer. */
async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  work.catch(() => undefined); // whoever stopped waiting has an answer
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
