import { randomBytes } from 'node:crypto';
import { PlatformError } from './platform-error.js';
import type { SimulatedApp } from './simulated-app.js';

const TOKENS_KEPT_MAX = 1_000;
/** 214 characters, as long as real ones, so that a column too short for them is noticed. */
const TOKEN_BYTES = 160;

interface IssuedToken {
  app: SimulatedApp;
  expiresAt: number;
}

/**
 * `gettoken` and the look at `access_token` that every other call starts with. Each request gets a new token, and
 * earlier ones stay valid until they expire: the 2024 text promises neither the same token again nor an end of the old.
 * @see https://developer.work.weixin.qq.com/document/path/91039
 */
export class AccessTokens {
  private readonly issued = new Map<string, IssuedToken>();

  constructor(
    private readonly apps: readonly SimulatedApp[],
    private readonly ttlSeconds: number,
    private readonly now: () => number,
  ) {}

  issue(query: URLSearchParams): Record<string, unknown> {
    const app = this.authenticate(query.get('corpid') ?? '', query.get('corpsecret') ?? '');
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.issued.set(token, { app, expiresAt: this.now() + this.ttlSeconds * 1_000 });
    this.dropOldest();
    return { errcode: 0, errmsg: 'ok', access_token: token, expires_in: this.ttlSeconds };
  }

  /** @throws {PlatformError} 41001 when the token is missing, 40014 when it is unknown or revoked, 42001 when expired. */
  appOf(query: URLSearchParams): SimulatedApp {
    const token = query.get('access_token') ?? '';
    if (token === '') {
      throw new PlatformError(41001);
    }
    const issued = this.issued.get(token);
    if (issued === undefined) {
      throw new PlatformError(40014);
    }
    if (this.now() >= issued.expiresAt) {
      throw new PlatformError(42001);
    }
    return issued.app;
  }

  revokeAll(): void {
    this.issued.clear();
  }

  private authenticate(corpId: string, secret: string): SimulatedApp {
    if (corpId === '') {
      throw new PlatformError(41002);
    }
    if (secret === '') {
      throw new PlatformError(41004);
    }
    const ofCorp = this.apps.filter((app) => app.corpId === corpId);
    if (ofCorp.length === 0) {
      throw new PlatformError(40013);
    }
    const app = ofCorp.find((candidate) => candidate.secret === secret);
    if (app === undefined) {
      throw new PlatformError(40001);
    }
    return app;
  }

  private dropOldest(): void {
    for (const token of this.issued.keys()) {
      if (this.issued.size <= TOKENS_KEPT_MAX) {
        return;
      }
      this.issued.delete(token);
    }
  }
}
