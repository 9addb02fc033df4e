import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../common/access.js';
import { NotFoundError } from '../common/app-error.js';
import { Database } from '../database/database.js';
import { ExplanationView } from './explanation.dto.js';
import type { Explanation } from './explanation.js';

/** Why a message was answered as it was. */
@ApiTags('conversations')
@ApiBearerAuth()
@Controller('api/v1/messages')
export class ExplanationsController {
  constructor(private readonly database: Database) {}

  @Get(':id/explanation')
  @RequirePermission('conversation.read')
  @ApiOkResponse({ type: ExplanationView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ExplanationView> {
    const [row] = await this.database.rows<{ explanation: Explanation }>(
      'select t.explanation from messages m join turns t on t.id = m.turn_id where m.id = $1',
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('an explanation of this message');
    }
    return row.explanation;
  }
}
