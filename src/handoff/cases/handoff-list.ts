import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../common/app-error.js';
import type { ConversationId, HandoffId, MessageId, OperatorId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { StoredEvent } from '../events/handoff-event.js';
import { HandoffEvents } from '../events/handoff-events.js';
import { type Case, CASE_COLUMNS, type CaseRow, toCase } from './case.js';
import { Cases } from './cases.js';
import { type Note, Notes } from './notes.js';
import { type Offer, Offers } from './offers.js';

export const handoffOrders = ['-createdAt', 'createdAt'] as const;

export interface HandoffFilter {
  /** Their ids say when they were made. */
  sort?: (typeof handoffOrders)[number] | undefined;
  state?: string | undefined;
  groupId?: string | undefined;
  operatorId?: string | undefined;
  conversationId?: string | undefined;
  /** Only those whose conversations one of these groups and operators has had to do with. */
  reach?: readonly string[] | undefined;
  /** The last id of the page before. */
  after?: string | undefined;
  limit: number;
}

/** A case with all that happened to it. */
export interface HandoffDetails {
  case: Case;
  offers: readonly Offer[];
  notes: readonly Note[];
  timeline: readonly StoredEvent[];
  /** From its request to its end, oldest first. */
  messageIds: readonly MessageId[];
}

const MESSAGES_MAX = 500;

/** Cases, for people to look at. */
@Injectable()
export class HandoffList {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly offers: Offers,
    private readonly notes: Notes,
    private readonly events: HandoffEvents,
  ) {}

  /**
   * Each filter narrows by an index of its own, in the order of the list. Of a group that the caller does not see there is
   * none; those of one that he sees are in his reach without asking.
   */
  async list({
    state,
    groupId,
    operatorId,
    conversationId,
    reach,
    sort,
    after,
    limit,
  }: HandoffFilter): Promise<Case[]> {
    if (reach !== undefined && groupId !== undefined && !reach.includes(groupId)) {
      return [];
    }
    const isReached = reach === undefined || [groupId, operatorId].some((id) => id !== undefined && reach.includes(id));
    const [beyond, order] = sort === 'createdAt' ? ['>', 'asc'] : ['<', 'desc'];
    const parameters: unknown[] = [];
    const value = (given: unknown): string => `$${parameters.push(given)}`;
    const filters = { state, group_id: groupId, operator_id: operatorId, conversation_id: conversationId };
    const named = Object.entries(filters).filter(([, wanted]) => wanted !== undefined);
    const conditions = [
      'true',
      ...named.map(([column, wanted]) => `h.${column} = ${value(wanted)}`),
      ...(after === undefined ? [] : [`h.id ${beyond} ${value(after)}`]),
      ...(isReached ? [] : [reachedBy(value(reach))]),
    ];
    const rows = await this.database.rows<CaseRow>(
      `select ${CASE_COLUMNS} from handoffs h join contacts p on p.id = h.contact_id
        where ${conditions.join(' and ')} order by h.id ${order} limit ${value(limit)}`,
      parameters,
    );
    return rows.map(toCase);
  }

  /** @throws {NotFoundError} */
  async get(id: HandoffId): Promise<HandoffDetails> {
    const handoff = await this.cases.find(this.database, id);
    if (handoff === undefined) {
      throw new NotFoundError('the handoff');
    }
    const [offers, notes, timeline, messageIds] = await Promise.all([
      this.offers.ofCase(this.database, id),
      this.notes.of(this.database, id),
      this.events.timeline(id),
      this.messageIds(handoff.conversationId, handoff),
    ]);
    return { case: handoff, offers, notes, timeline, messageIds };
  }

  /**
   * Who has claimed it; null: nobody.
   * @throws {NotFoundError}
   */
  async claimant(id: HandoffId): Promise<OperatorId | null> {
    const handoff = await this.cases.find(this.database, id);
    if (handoff === undefined) {
      throw new NotFoundError('the handoff');
    }
    return handoff.state === 'claimed' ? handoff.operatorId : null;
  }

  private async messageIds(conversationId: ConversationId, { createdAt, closedAt }: Case): Promise<MessageId[]> {
    const rows = await this.database.rows<{ id: MessageId }>(
      `select id from messages where conversation_id = $1 and created_at >= $2::timestamptz - interval '1 minute'
          and ($3::timestamptz is null or created_at <= $3)
        order by sequence desc limit ${MESSAGES_MAX}`,
      [conversationId, createdAt, closedAt],
    );
    return rows.map(({ id }) => id).toReversed();
  }
}

/** Spelt out without a way around it, so that the plan may begin with what is in reach. */
function reachedBy(scopes: string): string {
  return `exists (select from conversation_scopes scope
    where scope.conversation_id = h.conversation_id and scope.scope_id = any(${scopes}::uuid[]))`;
}
