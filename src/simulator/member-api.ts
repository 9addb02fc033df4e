import { randomBytes } from 'node:crypto';
import { parseFields, textIn } from './json-fields.js';
import { PlatformError } from './platform-error.js';
import type { SimulatedApp } from './simulated-app.js';

/** What the directory says of a member. Whoever is not named is one of department 1 whose name is his userid. */
export interface SimulatedMember {
  name?: string;
  departments?: readonly number[];
  email?: string;
}

/** Who sits in front of the browser: a member, somebody from outside, or somebody who breaks off. */
export type Visitor = { userId: string } | { openid: string } | 'refuses';

interface IssuedCode {
  app: SimulatedApp;
  visitor: Exclude<Visitor, 'refuses'>;
  isPrivate: boolean;
  expiresAt: number;
}

interface Tag {
  members: readonly string[];
  departments: readonly number[];
}

const CODE_MS = 5 * 60_000;
const TICKET_MS = 30 * 60_000;
const KEPT_MAX = 1_000;

type Json = Record<string, unknown>;

/**
 * Members, and how they sign in: the two pages that a browser is sent to, and the calls that tell whom a code is for.
 * @see https://developer.work.weixin.qq.com/document/path/91022
 * @see https://developer.work.weixin.qq.com/document/path/98152
 */
export class MemberApi {
  /** By userid, lower-cased. */
  readonly members = new Map<string, SimulatedMember>();
  readonly tags = new Map<number, Tag>();
  /** Who is signed in where a browser is sent to. */
  visitor: Visitor = { userId: 'alice' };
  private readonly codes = new Map<string, IssuedCode>();
  private readonly tickets = new Map<string, { userId: string; expiresAt: number }>();

  constructor(
    private readonly apps: readonly SimulatedApp[],
    private readonly isOutside: (userId: string) => boolean,
    private readonly hasLeft: (userId: string) => boolean,
    private readonly now: () => number,
  ) {}

  /**
   * The page of the client (OAuth2) or of the QR code: where it sends the browser back to.
   * @throws {PlatformError} as the page says it: 40013, 40035, 50001, 84025.
   */
  signIn(query: URLSearchParams, page: 'client' | 'browser', visitor = this.visitor): string {
    const agentId = query.get('agentid');
    const isPrivate = page === 'client' && query.get('scope') === 'snsapi_privateinfo';
    const app = this.apps.find(
      (one) => one.corpId === query.get('appid') && (agentId === null || `${one.agentId}` === agentId),
    );
    if (app === undefined) {
      throw new PlatformError(40013);
    }
    assertQuery(query, page, isPrivate);
    const target = targetOf(app, query.get('redirect_uri') ?? '');
    if (visitor !== 'refuses') {
      target.searchParams.set('code', this.issueCode(app, visitor, isPrivate));
    }
    target.searchParams.set('state', query.get('state') ?? '');
    return target.href;
  }

  /** What a visitor does with the link that an application sends him to: as `signIn`, with what a server does not see. */
  open(url: string, visitor: Visitor): string {
    const { pathname, searchParams, hash } = new URL(url);
    const page = pathname === '/connect/oauth2/authorize' ? 'client' : 'browser';
    if (page === 'client' && hash !== '#wechat_redirect') {
      throw new PlatformError(40035, 'the address does not end with #wechat_redirect');
    }
    return this.signIn(searchParams, page, visitor);
  }

  /** `auth/getuserinfo`: a code counts once, for five minutes, for the app that it was given for. */
  userInfo(app: SimulatedApp, code: string): Json {
    const issued = this.codes.get(code);
    this.codes.delete(code);
    if (issued === undefined || issued.app !== app || this.now() >= issued.expiresAt) {
      throw new PlatformError(40029);
    }
    const { visitor, isPrivate } = issued;
    if ('openid' in visitor) {
      return { errcode: 0, errmsg: 'ok', openid: visitor.openid };
    }
    const mayTell = isPrivate && !this.isOutside(visitor.userId.toLowerCase());
    return {
      errcode: 0,
      errmsg: 'ok',
      userid: visitor.userId,
      ...(mayTell && { user_ticket: this.issueTicket(visitor.userId), expires_in: TICKET_MS / 1_000 }),
    };
  }

  /** `auth/getuserdetail`: what the member agreed to show. */
  userDetail(body: Buffer): Json {
    const ticket = this.tickets.get(textIn(parseFields(body).fields, 'user_ticket'));
    if (ticket === undefined || this.now() >= ticket.expiresAt) {
      throw new PlatformError(84015);
    }
    const { userId } = ticket;
    const { email = '' } = this.members.get(userId.toLowerCase()) ?? {};
    return { errcode: 0, errmsg: 'ok', userid: userId, gender: '0', email, biz_mail: email };
  }

  /** `user/get`: apps of today are told neither address nor number. */
  user(userId: string): Json {
    const key = userId.toLowerCase();
    if (key === '' || this.hasLeft(key)) {
      throw new PlatformError(60111);
    }
    if (this.isOutside(key)) {
      throw new PlatformError(60021);
    }
    const { name = userId, departments = [1] } = this.members.get(key) ?? {};
    return { errcode: 0, errmsg: 'ok', userid: userId, name, department: departments, main_department: departments[0] };
  }

  /** `tag/get` */
  tag(tagId: string): Json {
    const tag = this.tags.get(Number(tagId));
    if (tag === undefined) {
      throw new PlatformError(40068);
    }
    const userlist = tag.members.map((userid) => ({ userid, name: userid }));
    return { errcode: 0, errmsg: 'ok', tagname: `tag ${tagId}`, userlist, partylist: tag.departments };
  }

  private issueCode(app: SimulatedApp, visitor: IssuedCode['visitor'], isPrivate: boolean): string {
    const code = randomBytes(32).toString('base64url');
    keep(this.codes, code, { app, visitor, isPrivate, expiresAt: this.now() + CODE_MS });
    return code;
  }

  private issueTicket(userId: string): string {
    const ticket = randomBytes(32).toString('base64url');
    keep(this.tickets, ticket, { userId, expiresAt: this.now() + TICKET_MS });
    return ticket;
  }
}

function assertQuery(query: URLSearchParams, page: 'client' | 'browser', isPrivate: boolean): void {
  if (!/^[a-zA-Z0-9]{1,128}$/.test(query.get('state') ?? '')) {
    throw new PlatformError(84025);
  }
  const isWhole =
    page === 'client'
      ? query.get('response_type') === 'code' &&
        (isPrivate ? query.has('agentid') : query.get('scope') === 'snsapi_base')
      : query.get('login_type') === 'CorpApp' && query.has('agentid');
  if (!isWhole) {
    throw new PlatformError(40035);
  }
}

/** The whole host counts, its port included. */
function targetOf(app: SimulatedApp, redirectUri: string): URL {
  const own = app.trustedDomain ?? (app.callbackUrl === undefined ? undefined : new URL(app.callbackUrl).host);
  if (!URL.canParse(redirectUri) || new URL(redirectUri).host !== own) {
    throw new PlatformError(50001);
  }
  return new URL(redirectUri);
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT_MAX && oldest !== undefined) {
    map.delete(oldest);
  }
}
