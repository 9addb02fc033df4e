import { type Fields, fieldsIn, integerIn, listIn, textIn } from './json-fields.js';
import type { MediaStore, MediaType } from './media-store.js';
import { PlatformError } from './platform-error.js';
import type { SimulatedApp } from './simulated-app.js';
import { type Card, checkTemplateCard } from './template-card-rules.js';

export const TEXT_BYTES_MAX = 2_048;
const DUPLICATE_CHECK_SECONDS_DEFAULT = 1_800;
const DUPLICATE_CHECK_SECONDS_MAX = 14_400;
// oxlint-disable-next-line no-control-regex -- these are what XML and WeCom do not take
const ILLEGAL_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;
const USER_ID = /^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/;

/** A `message/send` that follows the rules. */
export interface SendRequest {
  readonly touser: string;
  /** The ids named in `touser`; empty for `@all`. */
  readonly userIds: readonly string[];
  /** Whether `@all`, a party or a tag is named too. */
  readonly hasGroups: boolean;
  readonly msgtype: string;
  /** The whole text of a text or markdown. */
  readonly text: string | undefined;
  readonly card: Card | undefined;
  /** Null without `enable_duplicate_check`. */
  readonly duplicateCheckSeconds: number | null;
}

/**
 * @throws {PlatformError} for what the platform refuses.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function parseSend(body: Fields, app: SimulatedApp, media: MediaStore): SendRequest {
  checkAgentId(body, app);
  const receivers = parseReceivers(body);
  const content = parseContent(body, media);
  integerIn(body, 'safe', 0, 0, content.msgtype === 'mpnews' ? 2 : 1);
  integerIn(body, 'enable_id_trans', 0, 0, 1);
  const isChecked = integerIn(body, 'enable_duplicate_check', 0, 0, 1) === 1;
  const seconds = integerIn(
    body,
    'duplicate_check_interval',
    DUPLICATE_CHECK_SECONDS_DEFAULT,
    1,
    DUPLICATE_CHECK_SECONDS_MAX,
  );
  return { ...receivers, ...content, duplicateCheckSeconds: isChecked ? seconds : null };
}

/** @throws {PlatformError} 41011, 40056 or 301002. */
export function checkAgentId(body: Fields, app: SimulatedApp): void {
  const agentId = body['agentid'] ?? undefined;
  if (agentId === undefined) {
    throw new PlatformError(41011);
  }
  if (!Number.isInteger(agentId)) {
    throw new PlatformError(40056, 'agentid is an integer');
  }
  if (agentId !== app.agentId) {
    throw new PlatformError(301002);
  }
}

export function isUserId(id: string): boolean {
  return USER_ID.test(id);
}

function parseReceivers(body: Fields): Pick<SendRequest, 'touser' | 'userIds' | 'hasGroups'> {
  const touser = textIn(body, 'touser');
  const users = idsIn(touser);
  const parties = idsIn(textIn(body, 'toparty'));
  const tags = idsIn(textIn(body, 'totag'));
  if (users.length + parties.length + tags.length === 0) {
    throw new PlatformError(82001);
  }
  if (users.length > 1_000) {
    throw new PlatformError(40032);
  }
  if (parties.length > 100) {
    throw new PlatformError(82002);
  }
  if (tags.length > 100) {
    throw new PlatformError(82003);
  }
  const isAll = touser === '@all';
  return { touser, userIds: isAll ? [] : users, hasGroups: isAll || parties.length + tags.length > 0 };
}

function idsIn(joined: string): string[] {
  return joined.split('|').filter((id) => id !== '');
}

function parseContent(body: Fields, media: MediaStore): Pick<SendRequest, 'msgtype' | 'text' | 'card'> {
  const msgtype = textIn(body, 'msgtype');
  const content = fieldsIn(body, msgtype) ?? {};
  switch (msgtype) {
    case 'text':
    case 'markdown':
      return { msgtype, text: checkText(content), card: undefined };
    case 'template_card':
      return { msgtype, text: undefined, card: checkTemplateCard(content, 'send') };
    default: {
      const check = contentRules.get(msgtype);
      if (check === undefined) {
        throw new PlatformError(40008);
      }
      check(content, media);
      return { msgtype, text: undefined, card: undefined };
    }
  }
}

/** Half a surrogate pair is what remains of a character that was split, and JSON carries it as `\ud83d`. */
function checkText(content: Fields): string {
  const text = textIn(content, 'content');
  if (text === '') {
    throw new PlatformError(44004);
  }
  if (!text.isWellFormed() || ILLEGAL_CHARACTERS.test(text)) {
    throw new PlatformError(40033);
  }
  return text;
}

const contentRules = new Map<string, (content: Fields, media: MediaStore) => void>([
  ['image', mediaRule('image')],
  ['voice', mediaRule('voice')],
  ['video', mediaRule('video')],
  ['file', mediaRule('file')],
  ['textcard', checkTextCard],
  ['news', checkNews],
  ['mpnews', checkMpnews],
  ['miniprogram_notice', (content) => checkFilled(content, ['appid', 'title'])],
]);

function mediaRule(type: MediaType): (content: Fields, media: MediaStore) => void {
  return (content, media) => {
    media.get(textIn(content, 'media_id'), type);
  };
}

function checkTextCard(content: Fields): void {
  checkFilled(content, ['title', 'description', 'url']);
  if (textIn(content, 'title').length > 128 || textIn(content, 'description').length > 512) {
    throw new PlatformError(45002);
  }
  checkUrl(textIn(content, 'url'));
}

function checkNews(content: Fields): void {
  for (const article of articlesIn(content)) {
    checkFilled(article, ['title']);
    if (textIn(article, 'appid') === '') {
      checkFilled(article, ['url']);
      checkUrl(textIn(article, 'url'));
    } else {
      checkFilled(article, ['pagepath']);
    }
  }
}

function checkMpnews(content: Fields, media: MediaStore): void {
  for (const article of articlesIn(content)) {
    checkFilled(article, ['title', 'content']);
    media.get(textIn(article, 'thumb_media_id'));
  }
}

function articlesIn(content: Fields): readonly Fields[] {
  const articles = listIn(content, 'articles');
  if (articles.length === 0) {
    throw new PlatformError(40063, 'articles');
  }
  if (articles.length > 8) {
    throw new PlatformError(45008);
  }
  return articles;
}

function checkFilled(fields: Fields, names: readonly string[]): void {
  for (const name of names) {
    if (textIn(fields, name) === '') {
      throw new PlatformError(40063, name);
    }
  }
}

function checkUrl(url: string): void {
  if (Buffer.byteLength(url) > 2_048) {
    throw new PlatformError(40039);
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    throw new PlatformError(45034);
  }
}
