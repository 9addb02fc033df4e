import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { Idempotent } from '../../common/idempotency.js';
import { numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { presentPrompt, presentSummary, PromptPage, PromptView } from './prompt-views.js';
import { PromptBody, PromptVersion } from './prompt.dto.js';
import { Prompts } from './prompts.js';

/** What models are instructed with. A version never changes: another text is another version. */
@ApiTags('models')
@ApiBearerAuth()
@Controller('api/v1/prompts')
export class PromptsController {
  constructor(private readonly prompts: Prompts) {}

  @ApiOperation({
    summary: 'List the prompt versions',
    description: 'Newest first; the one that is shipped comes last.',
  })
  @Get()
  @RequirePermission('model.read')
  @ApiOkResponse({ type: PromptPage })
  list(@Query() { limit, cursor }: PageQuery): PromptPage {
    const start = numberOfCursor(cursor) ?? 0;
    const rows = this.prompts.list().slice(start, start + limit + 1);
    const { items, nextCursor } = toPage(rows, limit, () => `${start + limit}`);
    return { items: items.map(presentSummary), nextCursor };
  }

  @ApiOperation({ summary: 'Read a prompt version' })
  @Get(':version')
  @RequirePermission('model.read')
  @ApiOkResponse({ type: PromptView })
  get(@Param() { version }: PromptVersion): PromptView {
    return presentPrompt(this.prompts.view(version));
  }

  @ApiOperation({
    summary: 'Create a prompt version',
    description: 'A draft: routes and trials can name it, and it becomes live by its publication.',
  })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @RequirePermission('model.manage')
  @ApiCreatedResponse({ type: PromptView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: PromptBody,
  ): Promise<PromptView> {
    return presentPrompt(await this.prompts.create(caller, requestId, body));
  }

  @ApiOperation({
    summary: 'Publish a prompt version',
    description: 'Makes it the live one, in every process within 2 s. To go back, publish the old one again.',
  })
  @Post(':version/publication')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('model.manage')
  @ApiOkResponse({ type: PromptView })
  async publish(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { version }: PromptVersion,
  ): Promise<PromptView> {
    return presentPrompt(await this.prompts.publish(caller, requestId, version));
  }

  @ApiOperation({
    summary: 'Delete a prompt version',
    description: 'Refused for the live version, the shipped one, and one that a route names.',
  })
  @Fails('request.conflict')
  @Delete(':version')
  @HttpCode(204)
  @RequirePermission('model.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { version }: PromptVersion,
  ): Promise<void> {
    await this.prompts.remove(caller, requestId, version);
  }
}
