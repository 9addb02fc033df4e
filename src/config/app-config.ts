import { resolve } from 'node:path';
import type { Environment } from './environment.js';

interface Keys {
  masterKey: string;
  furtherMasterKeys?: readonly string[];
  adminApiKey: string | undefined;
}

/** The first app, as the environment defines it. */
export interface FirstApp {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
}

/** The first model, as the environment defines it. */
export interface FirstModel {
  baseUrl: string;
  apiKey: string | undefined;
  model: string;
  timeoutMs: number;
}

/** A provider of OpenID Connect, and what it knows us as. */
export interface OidcProvider {
  issuer: string;
  clientId: string;
  /** Unset: a public client. */
  clientSecret: string | undefined;
  scopes: string;
  groupsClaim: string;
}

/** Makes vectors of texts. */
export interface EmbeddingModel {
  baseUrl: string;
  apiKey: string | undefined;
  model: string;
  /** What is asked for; undefined: what the model makes by itself. */
  dimensions: number | undefined;
}

/** An API with `POST /moderations`. */
export interface ModerationEndpoint {
  /** Its version included. */
  baseUrl: string;
  apiKey: string | undefined;
  /** Unset: the one that the API takes by itself. */
  model: string | undefined;
}

/** A bucket of anything that speaks S3. */
export interface MediaBucket {
  /** Without the bucket. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** A bucket for anchors of the audit log. */
export interface AnchorBucket extends MediaBucket {
  /** How long an object is locked; 0: as the bucket does by itself. */
  lockDays: number;
}

/** Orders passages by how well they answer a question. */
export interface RerankModel {
  baseUrl: string;
  apiKey: string | undefined;
  model: string;
}

export function anchorFileOf({ AUDIT_ANCHOR_FILE: file }: Readonly<Environment>, dataDir: string): string {
  return resolve(dataDir, file ?? 'audit-anchors.jsonl');
}

/** Everything that was set at start, parsed and checked. Inject it; nothing else reads the environment. */
export class AppConfig {
  /** 32 bytes. */
  readonly masterKey: Buffer;
  /** They open what was sealed under them, and seal nothing. */
  readonly furtherMasterKeys: readonly Buffer[];
  readonly adminApiKey: string | undefined;

  constructor(
    readonly environment: Readonly<Environment>,
    /** Absolute. */
    readonly dataDir: string,
    keys: Keys,
  ) {
    this.masterKey = Buffer.from(keys.masterKey, 'base64');
    this.furtherMasterKeys = (keys.furtherMasterKeys ?? []).map((key) => Buffer.from(key, 'base64'));
    this.adminApiKey = keys.adminApiKey;
  }

  get servesHttp(): boolean {
    return this.environment.ROLE !== 'worker';
  }

  get runsJobs(): boolean {
    return this.environment.ROLE !== 'web';
  }

  get firstApp(): FirstApp | undefined {
    const e = this.environment;
    if (
      e.WECOM_CORP_ID === undefined ||
      e.WECOM_AGENT_ID === undefined ||
      e.WECOM_SECRET === undefined ||
      e.WECOM_TOKEN === undefined ||
      e.WECOM_ENCODING_AES_KEY === undefined
    ) {
      return undefined;
    }
    return {
      corpId: e.WECOM_CORP_ID,
      agentId: e.WECOM_AGENT_ID,
      secret: e.WECOM_SECRET,
      token: e.WECOM_TOKEN,
      encodingAesKey: e.WECOM_ENCODING_AES_KEY,
    };
  }

  /** Where browsers reach us, without a slash at the end: `https://kefu.example.com`. */
  get publicOrigin(): string | undefined {
    const { PUBLIC_URL: url } = this.environment;
    return url === undefined ? undefined : new URL(url).origin;
  }

  /** Unset: members sign in with WeCom alone. */
  get oidcProvider(): OidcProvider | undefined {
    const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, ...e } = this.environment;
    return issuer === undefined || clientId === undefined
      ? undefined
      : {
          issuer,
          clientId,
          clientSecret: e.OIDC_CLIENT_SECRET,
          scopes: e.OIDC_SCOPES,
          groupsClaim: e.OIDC_GROUPS_CLAIM,
        };
  }

  get firstModel(): FirstModel | undefined {
    const e = this.environment;
    if (e.LLM_BASE_URL === undefined || e.LLM_MODEL === undefined) {
      return undefined;
    }
    return { baseUrl: e.LLM_BASE_URL, apiKey: e.LLM_API_KEY, model: e.LLM_MODEL, timeoutMs: e.LLM_TIMEOUT_MS };
  }

  get embeddingModel(): EmbeddingModel | undefined {
    const e = this.environment;
    if (e.EMBEDDING_BASE_URL === undefined || e.EMBEDDING_MODEL === undefined) {
      return undefined;
    }
    return {
      baseUrl: e.EMBEDDING_BASE_URL,
      apiKey: e.EMBEDDING_API_KEY,
      model: e.EMBEDDING_MODEL,
      dimensions: e.EMBEDDING_DIMENSIONS,
    };
  }

  get rerankModel(): RerankModel | undefined {
    const e = this.environment;
    if (e.RERANK_BASE_URL === undefined || e.RERANK_MODEL === undefined) {
      return undefined;
    }
    return { baseUrl: e.RERANK_BASE_URL, apiKey: e.RERANK_API_KEY, model: e.RERANK_MODEL };
  }

  /** Unset: files are kept in a folder. */
  get mediaBucket(): MediaBucket | undefined {
    const e = this.environment;
    const { MEDIA_S3_ENDPOINT: endpoint, MEDIA_S3_BUCKET: bucket, MEDIA_S3_REGION: region } = e;
    const { MEDIA_S3_ACCESS_KEY_ID: accessKeyId, MEDIA_S3_SECRET_ACCESS_KEY: secretAccessKey } = e;
    return endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined
      ? undefined
      : { endpoint, bucket, region, accessKeyId, secretAccessKey };
  }

  /** Where seals of the audit log are anchored: absolute. */
  get anchorFile(): string {
    return anchorFileOf(this.environment, this.dataDir);
  }

  /** Unset: anchors go to the file, and to sinks that are registered. */
  get anchorBucket(): AnchorBucket | undefined {
    const e = this.environment;
    const { AUDIT_S3_ENDPOINT: endpoint, AUDIT_S3_BUCKET: bucket, AUDIT_S3_REGION: region } = e;
    const { AUDIT_S3_ACCESS_KEY_ID: accessKeyId, AUDIT_S3_SECRET_ACCESS_KEY: secretAccessKey } = e;
    return endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined
      ? undefined
      : { endpoint, bucket, region, accessKeyId, secretAccessKey, lockDays: e.AUDIT_S3_LOCK_DAYS };
  }

  get moderation(): ModerationEndpoint | undefined {
    const e = this.environment;
    return e.MODERATION_BASE_URL === undefined
      ? undefined
      : { baseUrl: e.MODERATION_BASE_URL, apiKey: e.MODERATION_API_KEY, model: e.MODERATION_MODEL };
  }
}
