import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Reads } from '../../audit/readings/reads.js';
import { RequirePermission } from '../../common/access.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { SatisfactionQuery, SatisfactionView } from './satisfaction.dto.js';
import { Satisfaction, type SatisfactionFilter, type ScoredRow } from './satisfaction.js';

const DAY_MS = 86_400_000;
const DAYS = 30;
const DAYS_MAX = 366;

/** What contacts think of how they were served. */
@ApiTags('satisfaction')
@ApiBearerAuth()
@Controller('api/v1/satisfaction')
export class SatisfactionController {
  constructor(private readonly satisfaction: Satisfaction) {}

  @ApiOperation({ summary: 'Read how satisfied contacts are' })
  @Get()
  @Reads('satisfaction')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: SatisfactionView })
  async get(@Query() query: SatisfactionQuery): Promise<SatisfactionView> {
    const filter = filterOf(query, new Date());
    const [figures, rows] = await Promise.all([
      this.satisfaction.figures(filter),
      this.satisfaction.answers(filter, idOfCursor(query.cursor), query.limit + 1),
    ]);
    const { items, nextCursor } = toPage(rows, query.limit, ({ id }) => id);
    const [from, to] = [filter.from.toISOString(), filter.to.toISOString()];
    return { from, to, figures, items: items.map(presentAnswer), nextCursor };
  }
}

function filterOf({ from, to, groupId, about }: SatisfactionQuery, now: Date): SatisfactionFilter {
  const until = to === undefined ? now : new Date(to);
  const since = from === undefined ? new Date(until.getTime() - DAYS * DAY_MS) : new Date(from);
  const days = (until.getTime() - since.getTime()) / DAY_MS;
  if (days <= 0 || days > DAYS_MAX) {
    throw new InvalidRequestError('the time is none', [`to: must be after from, by ${DAYS_MAX} days at most`]);
  }
  return { from: since, to: until, groupId, about };
}

function presentAnswer(row: ScoredRow): SatisfactionView['items'][number] {
  return {
    id: row.id,
    handoffId: row.handoff_id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    accountId: row.account_id,
    operatorId: row.operator_id,
    groupId: row.group_id,
    score: row.score,
    comment: row.comment,
    askedAt: row.created_at.toISOString(),
    answeredAt: row.scored_at.toISOString(),
  };
}
