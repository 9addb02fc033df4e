import { assertNever } from '../../common/app-error.js';
import type { InboundContent } from '../../messaging/content.js';
import type { WecomEvent } from '../../wecom/callback-event.js';
import type { WecomContent } from '../../wecom/callback-message.js';

/** WeCom's words become ours. What our content has no place for, such as a map's scale, ends here. */
export function inboundContentOf(content: WecomContent): InboundContent {
  switch (content.type) {
    case 'text':
    case 'voice':
    case 'video':
      return content;
    case 'image':
      return { type: 'image', mediaId: content.mediaId, url: content.pictureUrl };
    case 'location': {
      const { type, latitude, longitude, label } = content;
      return { type, latitude, longitude, label };
    }
    case 'link': {
      const { type, url, title, description } = content;
      return { type, url, title, description };
    }
    case 'event':
      return eventContentOf(content.event);
    case 'unknown':
      return { type: 'unknown', originalType: content.messageType, raw: content.raw };
    default:
      return assertNever(content);
  }
}

function eventContentOf(event: WecomEvent): InboundContent {
  if (event.name === 'other') {
    const { EventKey: key, ...data } = event.fields;
    return { type: 'event', event: event.event, key: keyOf(key), data };
  }
  const { name, eventKey, ...data } = { eventKey: undefined, ...event };
  return { type: 'event', event: name, key: keyOf(eventKey), data };
}

function keyOf(key: unknown): string | undefined {
  return typeof key === 'string' && key !== '' ? key : undefined;
}
