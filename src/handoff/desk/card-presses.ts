import { Injectable } from '@nestjs/common';
import type { InboundContent } from '../../messaging/content.js';
import type { DeskDecision } from './desk-decision.js';
import type { DeskWriter } from './desk-writer.js';

/** A button of one of our cards was pressed. */
export interface Press {
  /** The whole key of the button, such as `offer:<offerId>:claim`. */
  key: string;
  /** The key without its prefix, cut at the colons. */
  parts: readonly string[];
  /** The card's own id, as it was sent. */
  cardId: string | undefined;
  /** With it the card can be changed once, within 72 hours. */
  responseCode: string | undefined;
  /** Who pressed, whoever the card was for. */
  writer: DeskWriter;
}

/** Runs outside a transaction, and must be safe to run again with the same press. */
export type PressHandler = (press: Press) => Promise<DeskDecision>;

type EventContent = Extract<InboundContent, { type: 'event' }>;

/** Whoever sends cards registers here what becomes of a press; the prefix is what stands before the first colon. */
@Injectable()
export class CardPresses {
  private readonly handlers = new Map<string, PressHandler>();

  register(prefix: string, handler: PressHandler): void {
    this.handlers.set(prefix, handler);
  }

  /** Whether this is a press of a card that somebody registered for. */
  isPress(content: InboundContent): content is EventContent & { key: string } {
    return (
      content.type === 'event' &&
      content.event === 'template_card_event' &&
      content.key !== undefined &&
      this.handlers.has(prefixOf(content.key))
    );
  }

  /** Undefined: it is no press of a card of ours. */
  async decide(writer: DeskWriter, content: InboundContent): Promise<DeskDecision | undefined> {
    if (!this.isPress(content)) {
      return undefined;
    }
    const { key, data } = content;
    const [, ...parts] = key.split(':');
    const cardId = wordIn(data, 'taskId');
    const responseCode = wordIn(data, 'responseCode');
    return this.handlers.get(prefixOf(key))?.({ key, parts, cardId, responseCode, writer });
  }
}

function prefixOf(key: string): string {
  return key.split(':', 1)[0] ?? '';
}

function wordIn(data: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const word = data[name];
  return typeof word === 'string' && word !== '' ? word : undefined;
}
