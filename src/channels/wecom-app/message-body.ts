import { assertNever } from '../../common/app-error.js';
import type { MediaId } from '../../common/ids.js';
import type { OutboundContent } from '../../messaging/content.js';
import type { MessageBody } from '../../wecom/member-message.js';
import { clean, cut } from '../../wecom/message-text.js';
import { splitText } from './split-text.js';

/** In characters. Longer ones are cut by WeCom; older clients show 26 of a title. */
const CARD_TITLE_MAX = 36;
const CARD_TEXT_MAX = 160;
const BUTTON_TEXT_MAX = 10;
/** In bytes. */
const VIDEO_TITLE_MAX = 128;

/** In a JSON text no value can look like this: quotes inside a string are escaped. */
const MEDIA_REFERENCE = /"media_id":"@media:([0-9a-f-]{36})"/;

/** Cuts content into what WeCom takes as one message each. What a card has no room for goes before it as a text. */
export function partsOf(content: OutboundContent): OutboundContent[] {
  switch (content.type) {
    case 'text':
      return textsOf(content.text);
    case 'choices':
      return lengthOf(content.text) <= CARD_TEXT_MAX ? [content] : [...textsOf(content.text), { ...content, text: '' }];
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return [content];
    default:
      return assertNever(content);
  }
}

/**
 * The part of `message/send` that says what is sent. A file stands in it as a reference to ours, so that the bytes are
 * the same whenever they are made.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function messageBody(part: OutboundContent): MessageBody {
  switch (part.type) {
    case 'text':
      return { msgtype: 'text', text: { content: clean(part.text) } };
    case 'image':
    case 'voice':
    case 'file':
      return { msgtype: part.type, [part.type]: { media_id: `@media:${part.media}` } };
    case 'video': {
      const [title] = splitText(clean(part.name ?? ''), VIDEO_TITLE_MAX);
      return {
        msgtype: 'video',
        video: { media_id: `@media:${part.media}`, ...(title === undefined ? {} : { title }) },
      };
    }
    case 'choices':
      return { msgtype: 'template_card', template_card: cardOf(part) };
    default:
      return assertNever(part);
  }
}

/** The file of ours that a request refers to. */
export function mediaIn(request: string): MediaId | undefined {
  const [, id] = MEDIA_REFERENCE.exec(request) ?? [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `messageBody` wrote it
  return id as MediaId | undefined;
}

/** The request as WeCom shall get it. */
export function withMedia(request: string, externalId: string): string {
  return request.replace(MEDIA_REFERENCE, () => `"media_id":${JSON.stringify(externalId)}`);
}

function cardOf({ id, title, text, choices }: OutboundContent & { type: 'choices' }): Record<string, unknown> {
  return {
    card_type: 'button_interaction',
    task_id: id,
    main_title: { title: cut(clean(title), CARD_TITLE_MAX) },
    ...(text === '' ? {} : { sub_title_text: cut(clean(text), CARD_TEXT_MAX) }),
    button_list: choices.map(({ key, label }) => ({ text: cut(clean(label), BUTTON_TEXT_MAX), style: 1, key })),
  };
}

function textsOf(text: string): OutboundContent[] {
  return splitText(text).map((part) => ({ type: 'text', text: part }));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
