import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { decodeCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { Categories, type Category } from './categories.js';
import { CategoryBody, CategoryName, CategoryPage, CategoryView, presentCategory } from './category.dto.js';

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/categories')
export class CategoriesController {
  constructor(private readonly categories: Categories) {}

  @ApiOperation({
    summary: 'List the categories',
    description: 'By name: those that something is set for, and those that only documents name.',
  })
  @Get()
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: CategoryPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<CategoryPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const { items, nextCursor } = toPage(await this.categories.list(after, limit + 1), limit, ({ name }) => name);
    return { items: items.map((category) => this.present(category)), nextCursor };
  }

  @ApiOperation({ summary: 'Read a category' })
  @Get(':name')
  @Tagged('version')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: CategoryView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param() { name }: CategoryName): Promise<CategoryView> {
    return this.present(await this.categories.get(name));
  }

  @ApiOperation({
    summary: 'Set what holds for a category',
    description:
      'Replaces what is set; what is left out is as the settings say. In force within 2 s, in every process.',
  })
  @Fails('request.conflict')
  @Put(':name')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: CategoryView })
  async set(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { name }: CategoryName,
    @Body() body: CategoryBody,
    @IfMatch() ifMatch?: string,
  ): Promise<CategoryView> {
    const set = {
      answerFrom: body.answerFrom ?? null,
      clarifyFrom: body.clarifyFrom ?? null,
      lowConfidenceAction: body.lowConfidenceAction ?? null,
      accountIds: body.accountIds ?? null,
    };
    return this.present(await this.categories.set(caller, requestId, name, set, ifMatch));
  }

  @ApiOperation({
    summary: 'Forget what is set for a category',
    description: 'Everything is as the settings say again; documents keep the category.',
  })
  @Delete(':name')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiNoContentResponse()
  async unset(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { name }: CategoryName,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.categories.unset(caller, requestId, name, ifMatch);
  }

  private present(category: Category): CategoryView {
    return presentCategory(category, this.categories.rulesOf(category.name));
  }
}
