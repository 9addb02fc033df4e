import { Injectable } from '@nestjs/common';
import { Moderation } from '../models/moderation.js';
import { type FilterVerdict } from './filters/filter-verdict.js';
import { Filters } from './filters/filters.js';
import type { Turn } from './turn.js';

/** What filters and moderation say to what a contact wrote, and to what would be answered. */
@Injectable()
export class Screening {
  constructor(
    private readonly filters: Filters,
    private readonly moderation: Moderation,
  ) {}

  async inbound(turn: Turn): Promise<FilterVerdict> {
    const { accountId } = turn.subject.conversation;
    const found = this.filters.inbound(turn.text, { accountId });
    // Whoever wants no machine is not shown to one that somebody else runs.
    const verdict = turn.subject.conversation.isMachineRefused === true ? found : await this.moderated(turn, found);
    turn.grounds.inboundHits = verdict.hits;
    turn.alerts.inbound = verdict;
    return verdict;
  }

  async outbound(turn: Turn, text: string, category: string | undefined): Promise<FilterVerdict> {
    const { accountId } = turn.subject.conversation;
    const verdict = await this.moderated(turn, this.filters.outbound(text, { accountId, category }));
    turn.grounds.outboundHits = verdict.hits;
    turn.alerts.outbound = verdict;
    return verdict;
  }

  /** Who is away forbids nothing: the lists have been asked, and the explanation tells. */
  private async moderated(turn: Turn, verdict: FilterVerdict): Promise<FilterVerdict> {
    if (!this.moderation.available || verdict.action === 'refuse' || verdict.action === 'handoff') {
      return verdict;
    }
    const result = await this.moderation.check(verdict.text, turn.subject.signal);
    if (result.outcome === 'degraded') {
      turn.grounds.degraded = [...(turn.grounds.degraded ?? []), `moderation: ${result.reason}`];
    }
    if (result.outcome !== 'checked' || !result.isFlagged) {
      return verdict;
    }
    turn.grounds.moderation = [...(turn.grounds.moderation ?? []), ...result.categories];
    return { ...verdict, action: 'refuse' };
  }
}
