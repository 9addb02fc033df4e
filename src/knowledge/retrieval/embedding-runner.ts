import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { DatabaseLocation } from '../../database/database.module.js';
import { Database } from '../../database/database.js';
import { EMBEDDING_BATCH_MAX, Embeddings } from '../../models/embeddings.js';
import { type EmbeddedUnit, type EmbeddingInput, inputsOf } from './embedding-inputs.js';
import { toBytes } from './vector-bytes.js';
import { ensureVectorIndex } from './vector-index.js';

const UNITS = 40;
/** Calls at once. */
const PARALLEL = 4;
/** Some models refuse what is longer than 512 tokens, and a token may be a single character. */
const SHORT_LENGTH = 400;
const FORMER_MODELS_DAYS = 30;

/** `failed`: the model is away, and it may go on later where it stopped. */
export type EmbeddingRun = 'complete' | 'stopped' | 'failed';

/** By the hash of its text; null: the model refuses it. */
type Vectors = Map<string, Float32Array | null>;

/** What is published and has no vectors of the model that is configured. */
const LACKING = `
    from documents d
    left join passages p on d.kind = 'text' and p.document_id = d.id and p.revision = d.revision
   where d.state = 'published' and (d.kind = 'faq' or p.ordinal is not null)
     and not exists (select from knowledge_embeddings e
                      where e.document_id = d.id and e.revision = d.revision and e.ordinal = coalesce(p.ordinal, 0)
                        and e.model = $1)`;

/** Gives every published document its vectors. Whatever is stored stays stored: a run goes on where the last one stopped. */
@Injectable()
export class EmbeddingRunner {
  private readonly logger = new Logger(EmbeddingRunner.name);

  constructor(
    private readonly database: Database,
    private readonly embeddings: Embeddings,
    private readonly config: AppConfig,
    private readonly location: DatabaseLocation,
  ) {}

  /** Whether there is anything to do. */
  async isLacking(): Promise<boolean> {
    const { modelName: model } = this.embeddings;
    const rows = model === undefined ? [] : await this.database.rows(`select 1 ${LACKING} limit 1`, [model]);
    return rows.length > 0;
  }

  async run(mayGoOn: () => boolean, signal?: AbortSignal): Promise<EmbeddingRun> {
    const { modelName: model } = this.embeddings;
    if (model === undefined) {
      return 'complete';
    }
    const startedAt = performance.now();
    let count = 0;
    let last: EmbeddedUnit | undefined;
    for (;;) {
      const units = await this.lacking(model, last);
      if (units.length === 0) {
        break;
      }
      if (!mayGoOn()) {
        return 'stopped';
      }
      const inputs = units.flatMap(inputsOf);
      const vectors = await this.embed(model, inputs, signal);
      if (vectors === undefined) {
        return 'failed';
      }
      await this.store(model, inputs, vectors);
      count += inputs.length;
      last = units.at(-1);
    }
    await this.finish(model);
    const durationMs = Math.round(performance.now() - startedAt);
    this.logger.log({ model, vectors: count, durationMs }, 'the knowledge base was embedded');
    return 'complete';
  }

  private lacking(model: string, last: EmbeddedUnit | undefined): Promise<EmbeddedUnit[]> {
    return this.database.rows<EmbeddedUnit>(
      `select d.id, d.revision, coalesce(p.ordinal, 0) as ordinal, d.question, d.similar_questions,
              case d.kind when 'faq' then left(d.answer, 2000) end as answer, p.heading_path, p.text
              ${LACKING}
          and ($2::uuid is null or (d.id, coalesce(p.ordinal, 0)) > ($2, $3::integer))
        order by d.id, coalesce(p.ordinal, 0)
        limit ${UNITS}`,
      [model, last?.id ?? null, last?.ordinal ?? null],
    );
  }

  /** Vectors of the texts that were never embedded; undefined when the model is away. */
  private async embed(
    model: string,
    inputs: readonly EmbeddingInput[],
    signal: AbortSignal | undefined,
  ): Promise<Vectors | undefined> {
    const known = await this.knownHashes(model, inputs);
    const texts = new Map(inputs.filter(({ hash }) => !known.has(hash)).map(({ hash, text }) => [hash, text]));
    const vectors: Vectors = new Map();
    const batches = chunks([...texts], EMBEDDING_BATCH_MAX);
    for (const together of chunks(batches, PARALLEL)) {
      const results = await Promise.all(together.map((batch) => this.embedBatch(batch, signal)));
      for (const result of results) {
        if (result === undefined) {
          return undefined;
        }
        result.forEach((vector, hash) => vectors.set(hash, vector));
      }
    }
    return vectors;
  }

  private async knownHashes(model: string, inputs: readonly EmbeddingInput[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ hash: string }>(
      `select distinct encode(input_hash, 'hex') as hash from knowledge_embeddings
        where model = $1 and input_hash in (select decode(one, 'hex') from unnest($2::text[]) as one)`,
      [model, inputs.map(({ hash }) => hash)],
    );
    return new Set(rows.map(({ hash }) => hash));
  }

  /** Where one text of a batch is refused, each is sent by itself, and what is refused then once more, shorter. */
  private async embedBatch(
    batch: readonly (readonly [hash: string, text: string])[],
    signal: AbortSignal | undefined,
  ): Promise<Vectors | undefined> {
    const result = await this.embeddings.texts(
      batch.map(([, text]) => text),
      signal,
    );
    if (result.outcome === 'embedded') {
      return new Map(batch.map(([hash], at) => [hash, result.vectors[at] ?? null]));
    }
    const [first] = batch;
    if (result.reason !== 'refused' || first === undefined) {
      return undefined;
    }
    if (batch.length === 1) {
      return this.refused(first, signal);
    }
    const vectors: Vectors = new Map();
    for (const one of batch) {
      const single = await this.embedBatch([one], signal);
      if (single === undefined) {
        return undefined;
      }
      single.forEach((vector, hash) => vectors.set(hash, vector));
    }
    return vectors;
  }

  /** A model that refuses everything is set up wrongly; only one that takes a greeting refuses these words. */
  private async refused(
    [hash, text]: readonly [string, string],
    signal: AbortSignal | undefined,
  ): Promise<Vectors | undefined> {
    if (text.length > SHORT_LENGTH) {
      return this.embedBatch([[hash, text.slice(0, SHORT_LENGTH).toWellFormed()]], signal);
    }
    const greeting = await this.embeddings.texts(['你好'], signal);
    return greeting.outcome === 'embedded' ? new Map([[hash, null]]) : undefined;
  }

  /** What is known already is copied; a document that was deleted meanwhile is left out. */
  private async store(model: string, inputs: readonly EmbeddingInput[], vectors: Vectors): Promise<void> {
    const records = inputs.map(({ documentId, revision, ordinal, hash }) => {
      const vector = vectors.get(hash);
      return {
        document_id: documentId,
        revision,
        ordinal,
        input_hash: hash,
        is_known: vector === undefined,
        vector: vector ? [...vector] : null,
        bytes: vector ? Buffer.from(toBytes(vector)).toString('base64') : null,
      };
    });
    await this.database.run(
      `with raised as (
         insert into embedding_versions as v (model, version) values ($1, 1)
         on conflict (model) do update set version = v.version + 1 returning version)
       insert into knowledge_embeddings (document_id, revision, ordinal, model, input_hash, vector, bytes, version)
       select r.document_id, r.revision, r.ordinal, $1, decode(r.input_hash, 'hex'),
              case when r.is_known then known.vector else r.vector end,
              case when r.is_known then known.bytes else decode(r.bytes, 'base64') end, raised.version
         from raised, jsonb_to_recordset($2::jsonb) as r (document_id uuid, revision integer, ordinal integer,
                                                          input_hash text, is_known boolean, vector real[], bytes text)
         join documents d on d.id = r.document_id
         left join lateral (select e.vector, e.bytes, true as is_there from knowledge_embeddings e
                             where e.model = $1 and e.input_hash = decode(r.input_hash, 'hex') limit 1) known
           on r.is_known
        where not r.is_known or known.is_there
       on conflict do nothing`,
      [model, JSON.stringify(records)],
    );
  }

  /** Forgets what former revisions and models left behind, and makes the index where it can be. */
  private async finish(model: string): Promise<void> {
    await this.database.run(
      `delete from knowledge_embeddings e using documents d
        where d.id = e.document_id and d.state = 'published'
          and (e.model = $1 and e.revision < d.revision
               or e.model <> $1 and e.created_at < now() - make_interval(days => ${FORMER_MODELS_DAYS}))`,
      [model],
    );
    try {
      const outcome = await ensureVectorIndex(this.config.environment.DATABASE_OWNER_URL ?? this.location.url, model);
      this.logger.log({ model, outcome }, 'an index of the vectors was looked for');
    } catch (error) {
      this.logger.warn({ err: error }, 'the vectors got no index: the search compares all of them');
    }
  }
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
