import { randomBytes, randomInt } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import { assertNever } from '../common/app-error.js';
import type { SimulatedApp } from './simulated-app.js';

/**
 * What a member does: a message, or an event. Field names follow the documents of the platform.
 * @see https://developer.work.weixin.qq.com/document/path/90239
 * @see https://developer.work.weixin.qq.com/document/path/90240
 */
export type CallbackContent =
  | { type: 'text'; content: string }
  | { type: 'image'; picUrl: string; mediaId: string }
  | { type: 'voice'; mediaId: string; format: string }
  | { type: 'video'; mediaId: string; thumbMediaId: string }
  | { type: 'location'; latitude: number; longitude: number; scale: number; label: string }
  | { type: 'link'; title: string; description: string; url: string; picUrl: string }
  | {
      type: 'event';
      /** Such as `subscribe`, `enter_agent`, `click`. */
      event: string;
      eventKey?: string;
      /** Further elements, as they are to stand in the document. */
      extraXml?: string;
    }
  | CardPress;

/** The event `template_card_event`. */
export interface CardPress {
  type: 'card-press';
  eventKey: string;
  taskId: string;
  cardType: string;
  responseCode: string;
  /** Option ids by question key. */
  selected?: Readonly<Record<string, readonly string[]>>;
}

export interface CallbackMessage {
  from: string;
  /** Unix time in seconds. */
  createTime: number;
  /** A 64-bit integer in decimal; events carry none. */
  msgId: string;
  content: CallbackContent;
}

/** A callback that is ready to be sent: `POST <callback URL>?<query>` with the body. */
export interface EncryptedCallback {
  /** `msg_signature`, `timestamp` and `nonce`. */
  query: string;
  body: string;
}

export interface SignatureOptions {
  /** Unix time in seconds; default: now. */
  timestamp?: number | string;
  nonce?: string;
  /** The 16 bytes in front of the plaintext. */
  random?: Buffer;
}

/** The plaintext document of a message or an event. */
export function renderXml(app: SimulatedApp, message: CallbackMessage): string {
  const head =
    element('ToUserName', app.corpId) + element('FromUserName', message.from) + plain('CreateTime', message.createTime);
  const isEvent = message.content.type === 'event' || message.content.type === 'card-press';
  const tail = (isEvent ? '' : plain('MsgId', message.msgId)) + plain('AgentID', app.agentId);
  return `<xml>${head}${renderContent(message.content, tail)}</xml>`;
}

/**
 * Encrypts and signs a plaintext document. Tests use it to post what the platform would never send.
 * @see https://developer.work.weixin.qq.com/document/path/90968
 */
export function buildCallback(
  app: SimulatedApp,
  plaintextXml: string,
  options: SignatureOptions = {},
): EncryptedCallback {
  const { query, encrypted } = seal(app, plaintextXml, options);
  const body = `<xml>${element('ToUserName', app.corpId)}${element('AgentID', String(app.agentId))}${element('Encrypt', encrypted)}</xml>`;
  return { query: query.toString(), body };
}

/** The query of a URL verification; `echo` is what must come back. */
export function buildVerification(app: SimulatedApp, echo: string, options: SignatureOptions = {}): string {
  const { query, encrypted } = seal(app, echo, options);
  query.set('echostr', encrypted);
  return query.toString();
}

/** Wraps a value in CDATA; `]]>` inside it is spread over two sections. */
export function element(name: string, value: string): string {
  return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
}

function plain(name: string, value: string | number): string {
  return `<${name}>${value}</${name}>`;
}

function seal(
  app: SimulatedApp,
  plaintext: string,
  options: SignatureOptions,
): { query: URLSearchParams; encrypted: string } {
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1_000));
  const nonce = options.nonce ?? String(randomInt(1_000_000_000, 9_999_999_999));
  const encrypted = encrypt(app.encodingAesKey, plaintext, app.corpId, options.random ?? randomBytes(16));
  const query = new URLSearchParams({
    msg_signature: getSignature(app.token, timestamp, nonce, encrypted),
    timestamp,
    nonce,
  });
  return { query, encrypted };
}

function renderContent(content: CallbackContent, tail: string): string {
  switch (content.type) {
    case 'text':
      return typed('text', element('Content', content.content) + tail);
    case 'image':
      return typed('image', element('PicUrl', content.picUrl) + element('MediaId', content.mediaId) + tail);
    case 'voice':
      return typed('voice', element('MediaId', content.mediaId) + element('Format', content.format) + tail);
    case 'video':
      return typed('video', element('MediaId', content.mediaId) + element('ThumbMediaId', content.thumbMediaId) + tail);
    case 'location': {
      const place = plain('Location_X', content.latitude) + plain('Location_Y', content.longitude);
      const view = plain('Scale', content.scale) + element('Label', content.label);
      return typed('location', place + view + tail + element('AppType', 'wxwork'));
    }
    case 'link': {
      const words = element('Title', content.title) + element('Description', content.description);
      return typed('link', words + element('Url', content.url) + element('PicUrl', content.picUrl) + tail);
    }
    case 'event': {
      const key = content.eventKey === undefined ? '' : element('EventKey', content.eventKey);
      return typed('event', element('Event', content.event) + key + tail + (content.extraXml ?? ''));
    }
    case 'card-press':
      return typed('event', renderCardPress(content, tail));
    default:
      return assertNever(content);
  }
}

function typed(msgType: string, rest: string): string {
  return element('MsgType', msgType) + rest;
}

function renderCardPress(press: CardPress, tail: string): string {
  const head =
    element('Event', 'template_card_event') +
    element('EventKey', press.eventKey) +
    element('TaskId', press.taskId) +
    element('CardType', press.cardType) +
    element('ResponseCode', press.responseCode);
  const items = Object.entries(press.selected ?? {}).map(([question, options]) => {
    const ids = options.map((option) => element('OptionId', option)).join('');
    return `<SelectedItem>${element('QuestionKey', question)}<OptionIds>${ids}</OptionIds></SelectedItem>`;
  });
  return head + tail + (items.length === 0 ? '' : `<SelectedItems>${items.join('')}</SelectedItems>`);
}
