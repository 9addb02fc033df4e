import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import type { Account } from '../settings/account.js';
import { errcodeEntry } from './errcodes.js';
import { WecomClient } from './wecom-client.js';
import { WecomUnreachableError } from './wecom-errors.js';
import type { WecomReply } from './wecom-http.js';

/** Whom a code of WeCom's sign-in stands for. Somebody outside the enterprise has an openid, which is no userid. */
export type SignedIn = { kind: 'member'; userId: string; userTicket: string | undefined } | { kind: 'outsider' };

export interface MemberProfile {
  /** The userid where WeCom does not tell the name. */
  name: string;
  email: string | undefined;
  /** The departments he is in himself. */
  departments: readonly number[];
}

const TAGS_AT_ONCE = 4;

/**
 * What WeCom tells about members of the enterprise. Who signs in is told whether or not he is in the app's visible range:
 * that says nothing about what he may do here.
 * @see https://developer.work.weixin.qq.com/document/path/91023
 */
@Injectable()
export class MemberDirectory {
  private readonly logger = new Logger(MemberDirectory.name);

  constructor(private readonly wecom: WecomClient) {}

  /**
   * @throws {AppError} `access.sign-in-refused` for a code that is wrong, used or too old; `access.sign-in-unavailable`
   *   where the app may not ask; and as `WecomClient` does.
   */
  async signedIn(account: Account, code: string): Promise<SignedIn> {
    const reply = await this.wecom.get(account, '/cgi-bin/auth/getuserinfo', { code });
    assertGood(reply);
    const { userid: userId, user_ticket: userTicket } = reply;
    return typeof userId === 'string' && userId !== ''
      ? { kind: 'member', userId, userTicket: textOf(userTicket) }
      : { kind: 'outsider' };
  }

  /**
   * A member whom the app does not see has no profile: nothing but his userid is known of him then.
   * @see https://developer.work.weixin.qq.com/document/path/90196
   */
  async profile(account: Account, userId: string, userTicket: string | undefined): Promise<MemberProfile> {
    const [user, email] = await Promise.all([
      this.asked(account, '/cgi-bin/user/get', () => this.wecom.get(account, '/cgi-bin/user/get', { userid: userId })),
      userTicket === undefined ? undefined : this.emailOf(account, userTicket),
    ]);
    const { name, department, email: ownEmail, biz_mail: bizMail }: Partial<WecomReply> = user ?? {};
    return {
      name: textOf(name) ?? userId,
      email: email ?? textOf(bizMail) ?? textOf(ownEmail),
      departments: Array.isArray(department) ? department.filter((id) => typeof id === 'number') : [],
    };
  }

  /**
   * Which of these tags the member has. A tag that the app may not read is one that nobody has.
   * @see https://developer.work.weixin.qq.com/document/path/90213
   */
  async tagsOf(
    account: Account,
    { userId, departments }: { userId: string; departments: readonly number[] },
    tags: readonly number[],
  ): Promise<number[]> {
    const had: number[] = [];
    for (let from = 0; from < tags.length; from += TAGS_AT_ONCE) {
      const some = tags.slice(from, from + TAGS_AT_ONCE);
      const answers = await Promise.all(some.map((tag) => this.taggedBy(account, tag)));
      had.push(
        ...some.filter((_, index) => {
          const tagged = answers[index];
          return (
            tagged?.userIds.includes(userId.toLowerCase()) === true ||
            departments.some((department) => tagged?.departments.includes(department))
          );
        }),
      );
    }
    return had;
  }

  private async taggedBy(
    account: Account,
    tag: number,
  ): Promise<{ userIds: string[]; departments: readonly unknown[] }> {
    const path = '/cgi-bin/tag/get';
    const reply = await this.asked(account, path, () => this.wecom.get(account, path, { tagid: `${tag}` }));
    return {
      userIds: listOf(reply?.['userlist']).flatMap((member) => userIdIn(member)?.toLowerCase() ?? []),
      departments: listOf(reply?.['partylist']),
    };
  }

  /** @see https://developer.work.weixin.qq.com/document/path/95833 */
  private async emailOf(account: Account, userTicket: string): Promise<string | undefined> {
    const path = '/cgi-bin/auth/getuserdetail';
    const body = JSON.stringify({ user_ticket: userTicket });
    const reply = await this.asked(account, path, () => this.wecom.call(account, path, body));
    return textOf(reply?.['biz_mail']) ?? textOf(reply?.['email']);
  }

  /** What WeCom does not tell this app is as if it were not there; what it could not tell now is another matter. */
  private async asked(account: Account, path: string, ask: () => Promise<WecomReply>): Promise<WecomReply | undefined> {
    const reply = await ask();
    if (errcodeEntry(reply.errcode).action === 'retry') {
      throw new WecomUnreachableError(`errcode-${reply.errcode}`);
    }
    if (reply.errcode !== 0) {
      this.logger.warn({ accountId: account.id, path, errcode: reply.errcode }, 'WeCom does not tell this of a member');
      return undefined;
    }
    return reply;
  }
}

function assertGood({ errcode }: WecomReply): void {
  const { action, meaning } = errcodeEntry(errcode);
  if (action === 'restart-login') {
    throw new AppError('access.sign-in-refused', 'the code is wrong, used or too old: begin again');
  }
  if (action === 'retry') {
    throw new WecomUnreachableError(`errcode-${errcode}`);
  }
  if (action !== 'ok') {
    throw new AppError('access.sign-in-unavailable', `WeCom does not let this app ask: ${errcode}, ${meaning}`);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function userIdIn(member: unknown): string | undefined {
  return typeof member === 'object' && member !== null && 'userid' in member ? textOf(member.userid) : undefined;
}
