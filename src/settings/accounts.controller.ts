import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { Fails } from '../common/api-errors.js';
import { NotFoundError } from '../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../common/entity-tag.js';
import { Idempotent } from '../common/idempotency.js';
import { numberOfCursor, PageQuery, toPage } from '../common/paging.js';
import { RequestId } from '../common/request-id.js';
import type { Account } from './account.js';
import { AccountVersionPage, presentAccountVersion } from './account-version.dto.js';
import { Accounts } from './accounts.js';

export class AppParameters {
  @ApiProperty({ description: "The enterprise's id." })
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  corpId!: string;

  @ApiProperty({ description: "The app's id in the enterprise." })
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  agentId!: number;
}

export class AppSecrets {
  @ApiProperty({ description: "The app's secret, with which access tokens are fetched." })
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  secret!: string;

  @ApiProperty({ description: 'The token of the callback.' })
  @Matches(/^[A-Za-z0-9]{1,32}$/, { message: 'token must be 1 to 32 letters or digits' })
  token!: string;

  @ApiProperty({ description: 'The key of the callback.' })
  @Matches(/^[A-Za-z0-9]{43}$/, { message: 'encodingAesKey must be 43 letters or digits' })
  encodingAesKey!: string;
}

export class CreateAccountBody {
  @ApiProperty({ enum: ['wecom-app'], description: 'The kind of channel.' })
  @IsIn(['wecom-app'])
  kind!: 'wecom-app';

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiProperty({ description: 'What identifies the app at WeCom.' })
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => AppParameters)
  parameters!: AppParameters;

  @ApiProperty({ description: 'The secrets of the app. They are stored encrypted and never shown.' })
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => AppSecrets)
  secrets!: AppSecrets;

  @ApiProperty({ required: false, default: true })
  @IsBoolean()
  enabled: boolean = true;
}

export class UpdateAccountBody {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiProperty()
  @IsBoolean()
  enabled!: boolean;

  @ApiProperty({ required: false, description: 'Absent: they stay as they are.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AppSecrets)
  secrets?: AppSecrets;

  @ApiProperty({ required: false, description: 'The version that was seen: a change since then is a conflict.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

class AccountView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: ['wecom-app'], description: 'The kind of channel.' })
  kind!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: AppParameters, description: 'What identifies the app at WeCom.' })
  parameters!: Account['parameters'];
  @ApiProperty({ description: 'Whether it is received for and sent by.' })
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change.' })
  version!: number;
}

class AccountPage {
  @ApiProperty({ type: [AccountView] })
  items!: AccountView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

/** Secrets go in and never come out. */
@ApiTags('accounts')
@ApiBearerAuth()
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(private readonly accounts: Accounts) {}

  @ApiOperation({ summary: 'List the accounts' })
  @Get()
  @RequirePermission('account.read')
  @ApiOkResponse({ type: AccountPage })
  list(): AccountPage {
    return { items: this.accounts.list().map(presentAccount), nextCursor: null };
  }

  @ApiOperation({ summary: 'Read an account' })
  @Get(':id')
  @RequirePermission('account.read')
  @ApiOkResponse({ type: AccountView })
  @Tagged('version')
  get(@Param('id', ParseUUIDPipe) id: string): AccountView {
    return presentAccount(this.known(id));
  }

  @ApiOperation({ summary: 'List what an account was' })
  @Get(':id/versions')
  @RequirePermission('account.read')
  @ApiOkResponse({ type: AccountVersionPage })
  async versions(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<AccountVersionPage> {
    const rows = await this.accounts.versions.list(this.known(id).id, numberOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ version }) => `${version}`);
    return { items: items.map(presentAccountVersion), nextCursor };
  }

  @ApiOperation({ summary: 'Create an account' })
  @Fails('request.conflict')
  @Post()
  @Idempotent()
  @RequirePermission('account.manage')
  @ApiCreatedResponse({ type: AccountView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: CreateAccountBody,
  ): Promise<AccountView> {
    return presentAccount(await this.accounts.create(caller, body, requestId));
  }

  @ApiOperation({ summary: 'Replace what is said of an account' })
  @Put(':id')
  @RequirePermission('account.manage')
  @TakesIfMatch()
  @Tagged('version')
  @ApiOkResponse({ type: AccountView })
  @Fails('request.conflict')
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: UpdateAccountBody,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<AccountView> {
    const { name, enabled, secrets, version } = body;
    return presentAccount(
      await this.accounts.update(caller, id, { name, enabled, secrets, version, ifMatch }, requestId),
    );
  }

  @ApiOperation({ summary: 'Delete an account', description: 'Refused for an account that has messages.' })
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('account.manage')
  @TakesIfMatch()
  @ApiNoContentResponse()
  @Fails('request.conflict')
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<void> {
    await this.accounts.remove(caller, id, requestId, ifMatch);
  }

  private known(id: string): Account {
    const account = this.accounts.byId(id);
    if (account === undefined) {
      throw new NotFoundError('the account');
    }
    return account;
  }
}

function presentAccount(account: Account): AccountView {
  return {
    id: account.id,
    kind: account.kind,
    name: account.name,
    parameters: account.parameters,
    enabled: account.enabled,
    version: account.version,
  };
}
