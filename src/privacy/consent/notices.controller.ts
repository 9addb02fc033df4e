import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';

const NOTICES_MAX = 200;

class NoticeView {
  @ApiProperty({ description: 'Of the setting privacy.notice: the text that the contact was given.' })
  version!: number;
  @ApiProperty({ description: 'The language of the notice, such as zh-Hans.' })
  language!: string;
  @ApiProperty({ format: 'uuid' })
  messageId!: string;
  @ApiProperty({ format: 'date-time' })
  at!: string;
}

class ConsentView {
  @ApiProperty({ type: [NoticeView], description: 'Oldest first.' })
  notices!: NoticeView[];
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since then the contact wants no answers of a machine, and gets none.',
  })
  machineRefusedAt!: string | null;
}

interface NoticeRow {
  version: number;
  language: string;
  message_id: string;
  at: Date;
}

/** What a contact was told of the machine that answers, and what he said to it. */
@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1/privacy/contacts/:id/consent')
export class NoticesController {
  constructor(private readonly database: Database) {}

  @ApiOperation({ summary: 'Read what a contact was told and agreed to' })
  @Get()
  @RequirePermission('privacy.read')
  @ApiOkResponse({ type: ConsentView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ConsentView> {
    const [contact] = await this.database.rows<{ ai_refused_at: Date | null }>(
      'select ai_refused_at from contacts where id = $1',
      [id],
    );
    if (contact === undefined) {
      throw new NotFoundError('the contact');
    }
    const notices = await this.database.rows<NoticeRow>(
      `select version, language, message_id, at from contact_notices where contact_id = $1
        order by version limit ${NOTICES_MAX}`,
      [id],
    );
    return {
      notices: notices.map(({ version, language, message_id: messageId, at }) => {
        return { version, language, messageId, at: at.toISOString() };
      }),
      machineRefusedAt: contact.ai_refused_at?.toISOString() ?? null,
    };
  }
}
