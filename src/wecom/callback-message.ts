import { createHash } from 'node:crypto';
import { AppError } from '../common/app-error.js';
import { parseEvent, type WecomEvent } from './callback-event.js';
import { parseCallbackXml, textOf, type XmlElement } from './callback-xml.js';

/**
 * A decrypted callback of an app. Field names are ours from here on; every id is a string, because a MsgId exceeds 2^53.
 * @see https://developer.work.weixin.qq.com/document/path/90239
 */
export interface WecomCallback {
  corpId: string;
  /** The member who wrote, as WeCom spells it; `sys` for what happened by itself. */
  fromUserId: string;
  createdAt: Date;
  agentId: string | undefined;
  messageId: string | undefined;
  content: WecomContent;
}

export type WecomContent =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaId: string; pictureUrl: string | undefined }
  | { type: 'voice'; mediaId: string; format: string | undefined }
  | { type: 'video'; mediaId: string; thumbMediaId: string | undefined }
  | { type: 'location'; latitude: number; longitude: number; scale: number | undefined; label: string | undefined }
  | {
      type: 'link';
      url: string;
      title: string | undefined;
      description: string | undefined;
      pictureUrl: string | undefined;
    }
  | { type: 'event'; event: WecomEvent }
  /** A type that the documents do not name, or one without what it should carry: kept as it came. */
  | { type: 'unknown'; messageType: string; raw: string };

const MESSAGE_ID = /^\d{1,20}$/;
/** Of a corp, a member (at most 64 bytes; one of a linked corp has the corp's id before it) or an app. */
const ID_LENGTH_MAX = 180;

/**
 * Parses the plaintext of a callback. What is unknown in it is kept raw and does not fail.
 * @throws {AppError} `callback.message-invalid` for what is no XML or names no sender.
 */
export function parseCallbackMessage(plaintext: string): WecomCallback {
  const xml = parseCallbackXml(plaintext, 'callback.message-invalid');
  const corpId = textOf(xml, 'ToUserName');
  const fromUserId = textOf(xml, 'FromUserName');
  if (!isId(corpId) || !isId(fromUserId)) {
    throw new AppError(
      'callback.message-invalid',
      'the message lacks ToUserName or FromUserName, or they are too long',
    );
  }
  return {
    corpId,
    fromUserId,
    createdAt: toDate(textOf(xml, 'CreateTime')),
    agentId: textOf(xml, 'AgentID'),
    messageId: textOf(xml, 'MsgId'),
    content: parseContent(xml, plaintext),
  };
}

/**
 * The same for each repetition. Messages have an id of their own; for events the official sender-and-second is too
 * coarse (two presses in one second are two events), so the whole plaintext is their key. At most 400 characters.
 */
export function dedupeKeyOf(callback: WecomCallback, plaintext: string): string {
  const { corpId, agentId = '', messageId, content } = callback;
  return content.type !== 'event' && MESSAGE_ID.test(messageId ?? '') && agentId.length <= ID_LENGTH_MAX
    ? `msg:${corpId}:${agentId}:${messageId}`
    : `evt:${createHash('sha256').update(plaintext).digest('hex')}`;
}

function isId(value: string | undefined): value is string {
  return value !== undefined && value !== '' && value.length <= ID_LENGTH_MAX;
}

function parseContent(xml: XmlElement, plaintext: string): WecomContent {
  const messageType = textOf(xml, 'MsgType') ?? '';
  return known(messageType, xml) ?? { type: 'unknown', messageType, raw: plaintext };
}

function known(messageType: string, xml: XmlElement): WecomContent | undefined {
  const mediaId = textOf(xml, 'MediaId');
  switch (messageType) {
    case 'text': {
      const text = textOf(xml, 'Content');
      return text === undefined ? undefined : { type: 'text', text };
    }
    case 'image':
      return mediaId === undefined ? undefined : { type: 'image', mediaId, pictureUrl: textOf(xml, 'PicUrl') };
    case 'voice':
      return mediaId === undefined ? undefined : { type: 'voice', mediaId, format: textOf(xml, 'Format') };
    case 'video':
      return mediaId === undefined ? undefined : { type: 'video', mediaId, thumbMediaId: textOf(xml, 'ThumbMediaId') };
    case 'location':
      return parseLocation(xml);
    case 'link':
      return parseLink(xml);
    case 'event':
      return { type: 'event', event: parseEvent(xml) };
    default:
      return undefined;
  }
}

/** `Location_X` is the latitude. */
function parseLocation(xml: XmlElement): WecomContent | undefined {
  const latitude = numberOf(textOf(xml, 'Location_X'));
  const longitude = numberOf(textOf(xml, 'Location_Y'));
  return latitude === undefined || longitude === undefined
    ? undefined
    : { type: 'location', latitude, longitude, scale: numberOf(textOf(xml, 'Scale')), label: textOf(xml, 'Label') };
}

function parseLink(xml: XmlElement): WecomContent | undefined {
  const url = textOf(xml, 'Url');
  const [title, description, pictureUrl] = ['Title', 'Description', 'PicUrl'].map((name) => textOf(xml, name));
  return url === undefined ? undefined : { type: 'link', url, title, description, pictureUrl };
}

function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Unix seconds. A message without them was sent now, as far as anybody knows. */
function toDate(seconds: string | undefined): Date {
  const value = numberOf(seconds);
  return value !== undefined && value > 0 && value < 1e11 ? new Date(value * 1_000) : new Date();
}
