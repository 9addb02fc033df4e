import { type Fields, fieldsIn, listIn, parseFields, textIn } from './json-fields.js';
import { PlatformError } from './platform-error.js';
import { type Limit, SlidingQuota } from './sliding-quota.js';

const KEPT_MAX = 10_000;
const TEXT_BYTES_MAX = 2_048;
const MARKDOWN_BYTES_MAX = 4_096;

/** Of one robot; above it: 45009. */
const robotLimits: readonly Limit[] = [{ max: 20, windowMs: 60_000 }];

/** What a robot wrote into its group. */
export interface RobotMessage {
  readonly key: string;
  readonly msgtype: string;
  /** Of a text or markdown. */
  readonly text: string;
  readonly body: Fields;
}

/** `webhook/send`: the robots of groups (群机器人). The key in the query is the only credential. */
export class RobotApi {
  /** The keys of robots that are in a group. */
  readonly keys = new Set<string>();
  readonly messages: RobotMessage[] = [];
  private readonly quota: SlidingQuota;

  constructor(now: () => number) {
    this.quota = new SlidingQuota(robotLimits, now);
  }

  /** @see https://developer.work.weixin.qq.com/document/path/91770 */
  send(key: string, bytes: Buffer): Record<string, unknown> {
    if (!this.keys.has(key)) {
      throw new PlatformError(93000);
    }
    const { fields } = parseFields(bytes);
    const msgtype = textIn(fields, 'msgtype');
    const text = contentOf(msgtype, fields);
    if (!this.quota.take(key)) {
      throw new PlatformError(45009);
    }
    if (this.messages.length >= KEPT_MAX) {
      this.messages.shift();
    }
    this.messages.push({ key, msgtype, text, body: fields });
    return { errcode: 0, errmsg: 'ok' };
  }

  clear(): void {
    this.messages.length = 0;
    this.quota.clear();
  }
}

function contentOf(msgtype: string, fields: Fields): string {
  switch (msgtype) {
    case 'text':
      return bounded(fields, msgtype, TEXT_BYTES_MAX);
    case 'markdown':
    case 'markdown_v2':
      return bounded(fields, msgtype, MARKDOWN_BYTES_MAX);
    case 'news':
      if (listIn(fieldsIn(fields, 'news') ?? {}, 'articles').length === 0) {
        throw new PlatformError(40063, 'news.articles');
      }
      return '';
    default:
      throw new PlatformError(40008, msgtype);
  }
}

function bounded(fields: Fields, msgtype: string, bytesMax: number): string {
  const content = textIn(fieldsIn(fields, msgtype) ?? {}, 'content');
  if (content === '') {
    throw new PlatformError(44004);
  }
  if (Buffer.byteLength(content) > bytesMax) {
    throw new PlatformError(40058, `${msgtype}.content exceed max length ${bytesMax}`);
  }
  return content;
}
