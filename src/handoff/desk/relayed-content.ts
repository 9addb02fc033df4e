import { assertNever } from '../../common/app-error.js';
import type { MessageId } from '../../common/ids.js';
import type { InboundContent, OutboundContent } from '../../messaging/content.js';
import { mediaIdOf } from '../../messaging/media/media.js';
import { operatorTexts } from '../texts/operator-texts.js';

const texts = operatorTexts.desk;

/**
 * What an operator reads of a contact's message; empty for an event, which says nothing to a human.
 * @param label names the contact.
 * @param isOneOfSeveral a picture carries no name: where the operator has several cases, a line before it does.
 */
export function toOperatorContents(
  messageId: MessageId,
  content: InboundContent,
  label: string,
  isOneOfSeveral: boolean,
): OutboundContent[] {
  switch (content.type) {
    case 'image':
    case 'voice':
    case 'video': {
      const { type } = content;
      const caption: OutboundContent[] = isOneOfSeveral ? [{ type: 'text', text: texts.sent[type](label) }] : [];
      return [...caption, { type, media: mediaIdOf(messageId) }];
    }
    case 'text':
    case 'location':
    case 'link':
    case 'unknown':
      return [{ type: 'text', text: texts.said(label, wordsOf(content) ?? texts.unreadable) }];
    case 'event':
      return [];
    default:
      return assertNever(content);
  }
}

/** What a contact receives of an operator's message; undefined where there is nothing that could be passed on. */
export function toContactContent(messageId: MessageId, content: InboundContent): OutboundContent | undefined {
  switch (content.type) {
    case 'image':
    case 'voice':
    case 'video':
      return { type: content.type, media: mediaIdOf(messageId) };
    case 'text':
    case 'location':
    case 'link': {
      const text = wordsOf(content);
      return text === undefined || text.trim() === '' ? undefined : { type: 'text', text };
    }
    case 'unknown':
    case 'event':
      return undefined;
    default:
      return assertNever(content);
  }
}

/** Undefined for what has no words. */
function wordsOf(content: InboundContent): string | undefined {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'location':
      return texts.location(content.label ?? '', content.latitude, content.longitude);
    case 'link':
      return texts.link(content.title ?? '', content.url);
    case 'image':
    case 'voice':
    case 'video':
    case 'event':
    case 'unknown':
      return undefined;
    default:
      return assertNever(content);
  }
}
