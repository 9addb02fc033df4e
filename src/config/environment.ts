import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { IsAddressList } from '../common/address-list.js';
import { type SealingSuite, sealingSuites } from '../common/sealing.js';
import { type LowConfidenceAction, lowConfidenceActions } from './low-confidence.js';

/** Whose callbacks are taken. */
export const callbackSources = ['any', 'wecom'] as const;
export type CallbackSources = (typeof callbackSources)[number];

export const roles = ['all', 'web', 'worker'] as const;
export type Role = (typeof roles)[number];

const wecomVariables = [
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_SECRET',
  'WECOM_TOKEN',
  'WECOM_ENCODING_AES_KEY',
] as const;

/** The first app is set as a whole or not at all. */
function wecomIsSet(environment: Environment): boolean {
  return wecomVariables.some((name) => environment[name] !== undefined);
}

function oidcIsSet(environment: Environment): boolean {
  return environment.OIDC_ISSUER !== undefined || environment.OIDC_CLIENT_ID !== undefined;
}

function modelIsSet(environment: Environment): boolean {
  return environment.LLM_BASE_URL !== undefined || environment.LLM_MODEL !== undefined;
}

function mediaBucketIsSet(environment: Environment): boolean {
  return environment.MEDIA_S3_ENDPOINT !== undefined || environment.MEDIA_S3_BUCKET !== undefined;
}

function auditBucketIsSet(environment: Environment): boolean {
  return environment.AUDIT_S3_ENDPOINT !== undefined || environment.AUDIT_S3_BUCKET !== undefined;
}

function embeddingIsSet(environment: Environment): boolean {
  return environment.EMBEDDING_BASE_URL !== undefined || environment.EMBEDDING_MODEL !== undefined;
}

function rerankIsSet(environment: Environment): boolean {
  return environment.RERANK_BASE_URL !== undefined || environment.RERANK_MODEL !== undefined;
}

function smtpIsSet(environment: Environment): boolean {
  return environment.SMTP_URL !== undefined || environment.SMTP_FROM !== undefined;
}

/** 32 bytes in base64. */
export const MASTER_KEY_FORM = /^[A-Za-z0-9+/]{43}=$/;
const MASTER_KEYS_FORM = /^[A-Za-z0-9+/]{43}=(?:\s*,\s*[A-Za-z0-9+/]{43}=){0,7}$/;

/** Scheme, host and port: no path, no wildcard. */
const ORIGINS_FORM = /^https?:\/\/[a-z0-9.:[\]-]+(?:\s*,\s*https?:\/\/[a-z0-9.:[\]-]+){0,49}$/;

const databaseUrl = { protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true };
const httpUrl = { protocols: ['http', 'https'], require_tld: false, require_protocol: true };

/** Every environment variable, its form and its default. `.env.example` says the same to people. */
export class Environment {
  /** What this process does: everything, the HTTP side, or the jobs. */
  @IsIn(roles)
  ROLE: Role = 'all';

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT: number = 3000;

  @IsString()
  @IsNotEmpty()
  HOST: string = '0.0.0.0';

  /** Where people and WeCom reach it, without a path: what links, redirects and secure cookies are made of. */
  @IsOptional()
  @IsUrl(httpUrl)
  PUBLIC_URL?: string;

  /** The proxies whose `X-Forwarded-For` is believed: addresses and ranges, separated by commas. Unset: nobody's. */
  @IsOptional()
  @IsAddressList()
  TRUSTED_PROXIES?: string;

  /** From where the API may be called: addresses and ranges, separated by commas. Unset: from everywhere. */
  @IsOptional()
  @IsAddressList()
  ADMIN_ALLOWED_ADDRESSES?: string;

  /** From where callbacks are taken: from anywhere, or from the addresses that WeCom publishes. */
  @IsIn(callbackSources)
  CALLBACK_ALLOWED: CallbackSources = 'any';

  /** Web pages of other origins that may call the API in a browser, separated by commas. Unset: none. */
  @IsOptional()
  @Matches(ORIGINS_FORM, {
    message: 'CORS_ORIGINS must be origins such as https://desk.example.com, separated by commas',
  })
  CORS_ORIGINS?: string;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL: string = 'info';

  /** Where the embedded PostgreSQL, generated keys and files live. */
  @IsString()
  @IsNotEmpty()
  DATA_DIR: string = 'data';

  /** The application's own, restricted role. Unset: the embedded PostgreSQL. */
  @IsOptional()
  @IsUrl(databaseUrl)
  DATABASE_URL?: string;

  /** The role that owns the tables: runs migrations. Unset: `DATABASE_URL`. */
  @IsOptional()
  @IsUrl(databaseUrl)
  DATABASE_OWNER_URL?: string;

  /** Unset: BullMQ keeps its jobs in PostgreSQL. */
  @IsOptional()
  @IsUrl({ protocols: ['redis', 'rediss'], require_tld: false, require_protocol: true })
  REDIS_URL?: string;

  /** The first API key. Unset with the embedded database: generated under `DATA_DIR`. */
  @IsOptional()
  @IsString()
  @MinLength(16)
  ADMIN_API_KEY?: string;

  /** Encrypts secrets at rest: 32 bytes in base64. */
  @ValidateIf(
    (environment: Environment) => environment.MASTER_KEY !== undefined || environment.DATABASE_URL !== undefined,
  )
  @Matches(MASTER_KEY_FORM, { message: 'MASTER_KEY must be 32 bytes in base64' })
  MASTER_KEY?: string;

  /** Further master keys, parted by commas: they open what is sealed under them and seal nothing. For a change of the key. */
  @IsOptional()
  @Matches(MASTER_KEYS_FORM, {
    message: 'MASTER_KEY_PREVIOUS must be 1 to 8 keys of 32 bytes in base64, parted by commas',
  })
  MASTER_KEY_PREVIOUS?: string;

  /** What secrets and personal data are sealed with from now on: AES-256-GCM, or SM4-CBC with HMAC-SM3. */
  @IsIn(sealingSuites)
  VAULT_SUITE: SealingSuite = 'aes-256-gcm';

  @ValidateIf(wecomIsSet)
  @IsString()
  @IsNotEmpty()
  WECOM_CORP_ID?: string;

  @ValidateIf(wecomIsSet)
  @Type(() => Number)
  @IsInt()
  @Min(1)
  WECOM_AGENT_ID?: number;

  @ValidateIf(wecomIsSet)
  @IsString()
  @IsNotEmpty()
  WECOM_SECRET?: string;

  /** Letters and digits, at most 32: https://developer.work.weixin.qq.com/document/path/90930 */
  @ValidateIf(wecomIsSet)
  @Matches(/^[A-Za-z0-9]{1,32}$/)
  WECOM_TOKEN?: string;

  @ValidateIf(wecomIsSet)
  @Matches(/^[A-Za-z0-9]{43}$/)
  WECOM_ENCODING_AES_KEY?: string;

  @IsUrl(httpUrl)
  WECOM_API_BASE_URL: string = 'https://qyapi.weixin.qq.com';

  /** Where members sign in inside the client of WeCom. */
  @IsUrl(httpUrl)
  WECOM_AUTHORIZE_URL: string = 'https://open.weixin.qq.com/connect/oauth2/authorize';

  /** Where members sign in in any other browser, by a QR code. */
  @IsUrl(httpUrl)
  WECOM_LOGIN_URL: string = 'https://login.work.weixin.qq.com/wwlogin/sso/login';

  /** A provider of OpenID Connect, as a second way to sign in. */
  @ValidateIf(oidcIsSet)
  @IsUrl(httpUrl)
  OIDC_ISSUER?: string;

  @ValidateIf(oidcIsSet)
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  OIDC_CLIENT_ID?: string;

  /** Unset: a public client, which proves itself by PKCE alone. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  OIDC_CLIENT_SECRET?: string;

  @Matches(/^openid( [!#-[\]-~]{1,100}){0,20}$/, { message: 'OIDC_SCOPES must begin with openid' })
  OIDC_SCOPES: string = 'openid profile email';

  /** The claim that lists the groups of whoever signs in. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  OIDC_GROUPS_CLAIM: string = 'groups';

  @ValidateIf(modelIsSet)
  @IsUrl(httpUrl)
  LLM_BASE_URL?: string;

  @IsOptional()
  @IsString()
  LLM_API_KEY?: string;

  @ValidateIf(modelIsSet)
  @IsString()
  @IsNotEmpty()
  LLM_MODEL?: string;

  @Type(() => Number)
  @IsInt()
  @Min(100)
  @Max(600_000)
  LLM_TIMEOUT_MS: number = 20_000;

  /** Vectors of questions and passages, which find what says the same in other words. */
  @ValidateIf(embeddingIsSet)
  @IsUrl(httpUrl)
  EMBEDDING_BASE_URL?: string;

  @IsOptional()
  @IsString()
  EMBEDDING_API_KEY?: string;

  @ValidateIf(embeddingIsSet)
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  EMBEDDING_MODEL?: string;

  /** For models that can shorten their vectors. Unset: as long as the model makes them. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(8)
  @Max(8_192)
  EMBEDDING_DIMENSIONS?: number;

  /** Puts what was found in a better order. */
  @ValidateIf(rerankIsSet)
  @IsUrl(httpUrl)
  RERANK_BASE_URL?: string;

  @IsOptional()
  @IsString()
  RERANK_API_KEY?: string;

  @ValidateIf(rerankIsSet)
  @IsString()
  @IsNotEmpty()
  RERANK_MODEL?: string;

  /** Says whether a text is fit to be read, beside the word lists. */
  @IsOptional()
  @IsUrl(httpUrl)
  MODERATION_BASE_URL?: string;

  @IsOptional()
  @IsString()
  MODERATION_API_KEY?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  MODERATION_MODEL?: string;

  /** The proxy for calls to WeCom and to the model, for enterprises whose trusted address is a proxy's. */
  @IsOptional()
  @IsUrl(httpUrl)
  HTTPS_PROXY?: string;

  @IsOptional()
  @IsUrl(httpUrl)
  HTTP_PROXY?: string;

  /** Hosts that are reached without the proxy, separated by commas. */
  @IsOptional()
  @IsString()
  @MaxLength(4_096)
  NO_PROXY?: string;

  /** Hosts, addresses and ranges inside the enterprise that tools may reach, separated by commas. */
  @IsOptional()
  @IsString()
  @MaxLength(4_096)
  TOOL_PRIVATE_HOSTS?: string;

  /** The server that e-mails go through; user and password stand in the URL. */
  @ValidateIf(smtpIsSet)
  @Matches(/^smtps?:\/\/\S+$/)
  SMTP_URL?: string;

  /** The sender of e-mails. */
  @ValidateIf(smtpIsSet)
  @IsEmail({ allow_display_name: true, require_tld: false })
  SMTP_FROM?: string;

  /** What webhooks of notification sinks may reach inside the enterprise, separated by commas. */
  @IsOptional()
  @IsString()
  @MaxLength(4_096)
  WEBHOOK_PRIVATE_HOSTS?: string;

  /** A folder of own flows, which go before the shipped ones of the same name. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  FLOWS_DIR?: string;

  /** A bucket for the files that people send. Unset: the folder `media` under `DATA_DIR`. */
  @ValidateIf(mediaBucketIsSet)
  @IsUrl(httpUrl)
  MEDIA_S3_ENDPOINT?: string;

  @ValidateIf(mediaBucketIsSet)
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
  MEDIA_S3_BUCKET?: string;

  @IsString()
  @IsNotEmpty()
  MEDIA_S3_REGION: string = 'auto';

  @ValidateIf(mediaBucketIsSet)
  @IsString()
  @IsNotEmpty()
  MEDIA_S3_ACCESS_KEY_ID?: string;

  @ValidateIf(mediaBucketIsSet)
  @IsString()
  @IsNotEmpty()
  MEDIA_S3_SECRET_ACCESS_KEY?: string;

  /** The files that people send are kept so long. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  MEDIA_DAYS: number = 180;

  /** What events, links and seals are hashed with. */
  @IsIn(['sha256', 'sm3'])
  AUDIT_HASH: 'sha256' | 'sm3' = 'sha256';

  /** What seals are signed with. */
  @IsIn(['ed25519', 'sm2'])
  AUDIT_SIGNATURE: 'ed25519' | 'sm2' = 'ed25519';

  /** Where seals are anchored. Unset: `audit-anchors.jsonl` under `DATA_DIR`. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  AUDIT_ANCHOR_FILE?: string;

  /** Between two anchors of the sinks that are not the file. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_440)
  AUDIT_ANCHOR_MINUTES: number = 60;

  /** A bucket for anchors, best with object lock. */
  @ValidateIf(auditBucketIsSet)
  @IsUrl(httpUrl)
  AUDIT_S3_ENDPOINT?: string;

  @ValidateIf(auditBucketIsSet)
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
  AUDIT_S3_BUCKET?: string;

  @IsString()
  @IsNotEmpty()
  AUDIT_S3_REGION: string = 'auto';

  @ValidateIf(auditBucketIsSet)
  @IsString()
  @IsNotEmpty()
  AUDIT_S3_ACCESS_KEY_ID?: string;

  @ValidateIf(auditBucketIsSet)
  @IsString()
  @IsNotEmpty()
  AUDIT_S3_SECRET_ACCESS_KEY?: string;

  /** Each anchor is locked so long; 0: as the bucket does by itself. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(36_500)
  AUDIT_S3_LOCK_DAYS: number = 0;

  /** How far a callback's timestamp may be off; 0 does not look at it. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  CALLBACK_FRESHNESS_SECONDS: number = 600;

  /** While the database is away: answer 503 at once, or hold the request until WeCom's own time-out. */
  @IsIn(['503', 'timeout'])
  CALLBACK_OUTAGE: '503' | 'timeout' = '503';

  /** A conversation ends after so much silence. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  CONVERSATION_IDLE_MINUTES: number = 15;

  /** A burst of messages closes after so much quiet. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10_000)
  DIALOG_BURST_MS: number = 1_200;

  /** The time a turn has over all its attempts. */
  @Type(() => Number)
  @IsInt()
  @Min(1_000)
  @Max(600_000)
  DIALOG_DEADLINE_MS: number = 30_000;

  /** After so long the contact is told once that the answer is coming. */
  @Type(() => Number)
  @IsInt()
  @Min(100)
  DIALOG_PATIENCE_MS: number = 8_000;

  /** The default of the setting `dialog.lowConfidenceAction`. */
  @IsIn(lowConfidenceActions)
  LOW_CONFIDENCE_ACTION: LowConfidenceAction = 'handoff';

  /** How long an operator has to answer an offer, where his group does not say. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_600)
  HANDOFF_OFFER_SECONDS: number = 60;

  /** Turns and deliveries that one worker runs at once. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  WORKER_CONCURRENCY: number = 32;

  /** Pretty logs for people; JSON lines otherwise. */
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  LOG_PRETTY: boolean = false;
}
