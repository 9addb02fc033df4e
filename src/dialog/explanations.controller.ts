import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { concern, Reads } from '../audit/readings/reads.js';
import { RequirePermission } from '../common/access.js';
import { WithinReach } from '../common/reach.js';
import { NotFoundError } from '../common/app-error.js';
import type { AccountId, ContactId, ConversationId, MessageId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { ExplanationView } from './explanation.dto.js';
import type { Explanation } from './explanation.js';

interface ExplainedMessage {
  explanation: Explanation;
  accountId: AccountId;
  contactId: ContactId;
  conversationId: ConversationId;
  messageId: MessageId;
}

/** Why a message was answered as it was. */
@ApiTags('conversations')
@ApiBearerAuth()
@Controller('api/v1/messages')
export class ExplanationsController {
  constructor(private readonly database: Database) {}

  @ApiOperation({ summary: 'Why a message says what it says' })
  @Get(':id/explanation')
  @Reads('explanation')
  @RequirePermission('conversation.read')
  @WithinReach('message')
  @ApiOkResponse({ type: ExplanationView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ExplanationView> {
    const [row] = await this.database.rows<ExplainedMessage>(
      `select t.explanation, t.account_id as "accountId", m.contact_id as "contactId",
              m.conversation_id as "conversationId", m.id as "messageId"
         from messages m join turns t on t.id = m.turn_id where m.id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('an explanation of this message');
    }
    const { explanation, ...scope } = row;
    concern(scope);
    return explanation;
  }
}
