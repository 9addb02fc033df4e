import { Body, Controller, Get, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { Reads } from '../readings/reads.js';
import { ReviewPage, ReviewsQuery, ReviewView, VerdictBody } from './review.dto.js';
import type { ReviewRow } from './review-row.js';
import { Reviews } from './reviews.js';

/** Answers that saved searches have picked, and what was found of them. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/reviews')
export class ReviewsController {
  constructor(private readonly reviews: Reviews) {}

  @ApiOperation({ summary: 'List the answers to be reviewed', description: 'Newest first.' })
  @Get()
  @RequirePermission('audit.read')
  @Reads('audit-review')
  @ApiOkResponse({ type: ReviewPage })
  async list(@Query() { limit, cursor, ...filter }: ReviewsQuery): Promise<ReviewPage> {
    const rows = await this.reviews.list(filter, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: await this.reviews.present(items), nextCursor };
  }

  @ApiOperation({ summary: 'Read a review' })
  @Get(':id')
  @RequirePermission('audit.read')
  @Reads('audit-review')
  @Tagged('version')
  @ApiOkResponse({ type: ReviewView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ReviewView> {
    return this.view(await this.reviews.get(id));
  }

  @ApiOperation({ summary: 'Judge an answer' })
  @Put(':id/verdict')
  @RequirePermission('audit.review')
  @Reads('audit-review')
  @TakesIfMatch()
  @Tagged('version')
  @ApiOkResponse({ type: ReviewView })
  async judge(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string | undefined,
    @Body() { verdict, note = '' }: VerdictBody,
  ): Promise<ReviewView> {
    const judgement = { verdict, note: note.trim() === '' ? null : note };
    return this.view(await this.reviews.judge(caller, requestId, id, judgement, ifMatch));
  }

  private async view(row: ReviewRow): Promise<ReviewView> {
    const [view] = await this.reviews.present([row]);
    if (view === undefined) {
      throw new NotFoundError('the review');
    }
    return view;
  }
}
