import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import type { AccountId } from '../../common/ids.js';
import { IsMoment } from '../../common/moment.js';
import { LabelCoverage } from './label-coverage.js';

const DAY_MS = 86_400_000;
const DAYS = 30;
const DAYS_MAX = 400;

class LabelsQuery {
  /** Left out: 30 days before `to`. */
  @IsOptional()
  @IsMoment()
  from?: string;

  /** Not included. Left out: now. */
  @IsOptional()
  @IsMoment()
  to?: string;

  /** Only what was sent on this account. */
  @IsOptional()
  @IsUUID()
  accountId?: AccountId;
}

class LabelCoverageView {
  @ApiProperty({ format: 'date-time', description: 'Where the span begins.' })
  from!: string;
  @ApiProperty({ format: 'date-time', description: 'Not included.' })
  to!: string;
  @ApiProperty({ description: 'Messages that a model wrote.' })
  generated!: number;
  @ApiProperty({ description: 'Those of them that say so.' })
  generatedLabelled!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Their share, from 0 to 1; null where there were none.' })
  coverage!: number | null;
  @ApiProperty({ type: [String], description: 'The oldest messages of models that do not say so, at most 100.' })
  unlabelled!: readonly string[];
  @ApiProperty({ description: 'Messages of operators.' })
  human!: number;
  @ApiProperty({ description: 'Those of them that say a model wrote them: there should be none.' })
  humanLabelled!: number;
  @ApiProperty({ type: [String], description: 'The oldest of these, at most 100.' })
  mislabelled!: readonly string[];
}

/** Whether what models wrote is labelled, with evidence. */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/privacy/labels')
export class LabelsController {
  constructor(private readonly coverage: LabelCoverage) {}

  @ApiOperation({ summary: 'Read how many answers carry a label' })
  @Fails('request.invalid')
  @Get()
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: LabelCoverageView })
  async get(@Query() { from, to, accountId }: LabelsQuery): Promise<LabelCoverageView> {
    const until = to === undefined ? new Date() : new Date(to);
    const since = from === undefined ? new Date(until.getTime() - DAYS * DAY_MS) : new Date(from);
    if (since >= until || until.getTime() - since.getTime() > DAYS_MAX * DAY_MS) {
      throw new InvalidRequestError('no such time can be reported', [
        `from: must be earlier than to, by ${DAYS_MAX} days at most`,
      ]);
    }
    const found = await this.coverage.between(since, until, accountId);
    return {
      from: since.toISOString(),
      to: until.toISOString(),
      coverage: found.generated === 0 ? null : found.generatedLabelled / found.generated,
      ...found,
    };
  }
}
