import { createHash, randomBytes } from 'node:crypto';
import type { Counters } from './counters.js';
import { type Fields, fieldsIn, integerIn, parseFields, textIn } from './json-fields.js';
import type { MediaStore } from './media-store.js';
import type { MessageLog } from './message-log.js';
import { PlatformError } from './platform-error.js';
import { checkAgentId, isUserId, parseSend, type SendRequest, TEXT_BYTES_MAX } from './send-rules.js';
import type { SimulatedApp } from './simulated-app.js';
import { memberLimits, SlidingQuota } from './sliding-quota.js';
import { type Card, checkTemplateCard, isInteraction } from './template-card-rules.js';

const RECALL_MS = 24 * 3_600_000;
const RESPONSE_CODE_MS = 72 * 3_600_000;
const REMEMBERED_MAX = 100_000;

type Reply = Record<string, unknown>;

/** A card that was changed by `update_template_card`. */
export interface CardUpdate {
  readonly agentid: number;
  readonly responseCode: string;
  readonly userids: readonly string[];
  readonly body: Fields;
}

/** `message/send`, `message/recall` and `message/update_template_card`. */
export class MessageApi {
  /** Members the app may not write to, lower-cased. */
  readonly outsideScope = new Set<string>();
  /** Members who have left the enterprise, lower-cased. */
  readonly departed = new Set<string>();
  readonly recalled = new Set<string>();
  readonly cardUpdates: CardUpdate[] = [];
  private readonly repliesByRequest = new Map<string, { until: number; reply: Reply }>();
  private readonly responseCodes = new Map<string, { app: SimulatedApp; card: Card; until: number }>();
  private readonly taskIds = new Set<string>();
  private readonly quota: SlidingQuota;

  constructor(
    private readonly log: MessageLog,
    private readonly media: MediaStore,
    private readonly counters: Counters,
    private readonly now: () => number,
  ) {
    this.quota = new SlidingQuota(memberLimits, now);
  }

  /** @see https://developer.work.weixin.qq.com/document/path/90236 */
  send(app: SimulatedApp, bytes: Buffer): Reply {
    const { fields, raw } = parseFields(bytes);
    const request = parseSend(fields, app, this.media);
    const requestKey = `${appKey(app)}/${createHash('sha256').update(bytes).digest('base64')}`;
    const repeated = this.repliesByRequest.get(requestKey);
    if (request.duplicateCheckSeconds !== null && repeated !== undefined && this.now() < repeated.until) {
      this.counters.duplicates++;
      return repeated.reply;
    }
    const reply = this.deliver(app, request, fields, raw);
    if (request.duplicateCheckSeconds !== null) {
      const until = this.now() + request.duplicateCheckSeconds * 1_000;
      this.repliesByRequest.delete(requestKey); // so that it is the youngest again
      remember(this.repliesByRequest, requestKey, { until, reply });
    }
    return reply;
  }

  /** @see https://developer.work.weixin.qq.com/document/path/94867 */
  recall(app: SimulatedApp, bytes: Buffer): Reply {
    const { fields } = parseFields(bytes);
    const message = this.log.find(textIn(fields, 'msgid'));
    if (message === undefined || message.agentid !== app.agentId || this.now() - message.at > RECALL_MS) {
      throw new PlatformError(40058, 'msgid');
    }
    this.recalled.add(message.msgid);
    return { errcode: 0, errmsg: 'ok' };
  }

  /** @see https://developer.work.weixin.qq.com/document/path/94945 */
  updateTemplateCard(app: SimulatedApp, bytes: Buffer): Reply {
    const { fields } = parseFields(bytes);
    checkAgentId(fields, app);
    const userids = idListIn(fields, 'userids', 1_000, isText);
    const groups = [
      ...idListIn(fields, 'partyids', 100, Number.isInteger),
      ...idListIn(fields, 'tagids', 100, Number.isInteger),
    ];
    if (userids.length + groups.length === 0 && integerIn(fields, 'atall', 0, 0, 1) === 0) {
      throw new PlatformError(82001);
    }
    const responseCode = textIn(fields, 'response_code');
    const known = this.responseCodes.get(responseCode);
    if (known === undefined || known.app !== app || this.now() >= known.until) {
      throw new PlatformError(60140);
    }
    checkUpdate(fields, known.card);
    this.responseCodes.delete(responseCode);
    this.cardUpdates.push({ agentid: app.agentId, responseCode, userids, body: fields });
    return { errcode: 0, errmsg: 'ok', invaliduser: userids.filter((id) => !this.isInScope(id)) };
  }

  /** A code for one update: `message/send` answers with one, and each press of the card brings another. */
  issueResponseCode(app: SimulatedApp, card: Card): string {
    const code = randomBytes(32).toString('base64url');
    remember(this.responseCodes, code, { app, card, until: this.now() + RESPONSE_CODE_MS });
    return code;
  }

  clear(): void {
    for (const state of [this.recalled, this.repliesByRequest, this.responseCodes, this.taskIds, this.quota]) {
      state.clear();
    }
    this.cardUpdates.length = 0;
  }

  private deliver(app: SimulatedApp, request: SendRequest, body: Fields, rawBody: string): Reply {
    const ids = [...new Set(request.userIds.map((id) => id.toLowerCase()))];
    if (ids.some((id) => this.departed.has(id))) {
      throw new PlatformError(60111);
    }
    const inScope = ids.filter((id) => this.isInScope(id));
    const invaliduser = ids.filter((id) => !inScope.includes(id)).join('|');
    if (inScope.length === 0 && !request.hasGroups) {
      throw new PlatformError(81013, undefined, { invaliduser });
    }
    if (request.card !== undefined) {
      this.registerCard(app, request.card);
    }
    const msgid = randomBytes(32).toString('base64url');
    const to = inScope.filter((id) => this.quota.take(`${appKey(app)}/${id}`));
    this.counters.quotaDrops += inScope.length - to.length;
    if (to.length > 0 || request.hasGroups) {
      const text = request.text === undefined ? {} : { text: this.cut(request.text) };
      const { touser, msgtype } = request;
      this.log.add({ msgid, agentid: app.agentId, touser, to, msgtype, ...text, body, rawBody, at: this.now() });
    }
    const reply: Reply = { errcode: 0, errmsg: 'ok', invaliduser, invalidparty: '', invalidtag: '', msgid };
    return request.card?.callsBack === true
      ? { ...reply, response_code: this.issueResponseCode(app, request.card) }
      : reply;
  }

  private isInScope(id: string): boolean {
    return isUserId(id) && !this.outsideScope.has(id) && !this.outsideScope.has(id.toLowerCase());
  }

  private registerCard(app: SimulatedApp, card: Card): void {
    if (card.callsBack && app.callbackUrl === undefined) {
      throw new PlatformError(43012);
    }
    const key = `${appKey(app)}/${card.taskId}`;
    if (card.taskId !== '' && this.taskIds.has(key)) {
      throw new PlatformError(40058, 'task_id was used before');
    }
    this.taskIds.add(key);
  }

  /** Cut at the byte, as WeCom does: the last character may be left garbled. */
  private cut(text: string): string {
    if (Buffer.byteLength(text) <= TEXT_BYTES_MAX) {
      return text;
    }
    this.counters.truncated++;
    return Buffer.from(text).toString('utf8', 0, TEXT_BYTES_MAX);
  }
}

function checkUpdate(fields: Fields, card: Card): void {
  const replacement = fieldsIn(fields, 'template_card');
  if (replacement !== undefined) {
    checkTemplateCard(replacement, 'update');
    return;
  }
  if (textIn(fieldsIn(fields, 'button') ?? {}, 'replace_name') === '') {
    throw new PlatformError(40063, 'button.replace_name or template_card');
  }
  if (!isInteraction(card.cardType)) {
    throw new PlatformError(40058, 'button is for button, vote and multiple cards');
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function idListIn(fields: Fields, name: string, max: number, isId: (value: unknown) => boolean): string[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value) || !value.every(isId)) {
    throw new PlatformError(40031, name);
  }
  if (value.length > max) {
    throw new PlatformError(40032, name);
  }
  return value.map(String);
}

function appKey(app: SimulatedApp): string {
  return `${app.corpId}/${app.agentId}`;
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const [oldest] = map.size >= REMEMBERED_MAX ? map.keys() : [];
  if (oldest !== undefined) {
    map.delete(oldest);
  }
  map.set(key, value);
}
