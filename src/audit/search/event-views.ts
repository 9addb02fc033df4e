import { Injectable } from '@nestjs/common';
import { type EventView, presentEvent } from './event.dto.js';
import { SaidTexts } from './said-texts.js';
import type { StoredEvent } from './stored-event.js';

/** Events as people see them: with what was said, where something was. */
@Injectable()
export class EventViews {
  constructor(private readonly texts: SaidTexts) {}

  async of(events: readonly StoredEvent[]): Promise<EventView[]> {
    const ids = events.map(saidIn).filter((id) => id !== undefined);
    const texts = await this.texts.textsOf(ids);
    return events.map((event) => presentEvent(event, texts.get(saidIn(event) ?? '')));
  }
}

function saidIn({ action, message_id: id }: StoredEvent): string | undefined {
  return action === 'message.received' || action === 'message.sent' ? (id ?? undefined) : undefined;
}
