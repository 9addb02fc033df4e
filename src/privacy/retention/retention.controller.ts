import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { idOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { Settings } from '../../settings/settings.js';
import { RetentionKinds } from './retention-kinds.js';
import { presentRun, RetentionRunPage, RetentionView } from './retention.dto.js';
import { RetentionRuns } from './retention-runs.js';

/** How long what is kept, and what was removed when. */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/privacy/retention')
export class RetentionController {
  constructor(
    private readonly kinds: RetentionKinds,
    private readonly runs: RetentionRuns,
    private readonly settings: Settings,
  ) {}

  @ApiOperation({
    summary: 'Read what is kept for how long',
    description: 'The settings are changed where all settings are: `PUT /api/v1/settings/:key`.',
  })
  @Get()
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: RetentionView })
  get(): RetentionView {
    const kinds = this.kinds.all();
    return { kinds: kinds.map(({ name, setting }) => ({ name, setting, kept: this.settings.get(setting) })) };
  }

  @ApiOperation({ summary: 'List the runs of the retention', description: 'One run a day, newest first.' })
  @Get('runs')
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: RetentionRunPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<RetentionRunPage> {
    const rows = await this.runs.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentRun), nextCursor };
  }
}
