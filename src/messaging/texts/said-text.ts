import type { InboundContent, OutboundContent } from '../content.js';

/** What of a content people read, in a row; empty where there is nothing to read. */
export function textIn(content: InboundContent | OutboundContent): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'link':
      return joined(content.title, content.description);
    case 'location':
      return joined(content.label);
    case 'choices':
      return joined(content.title, content.text, ...content.choices.map(({ label }) => label));
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return 'name' in content ? joined(content.name) : '';
    case 'event':
    case 'unknown':
      return '';
  }
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}
