import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
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
import { NotFoundError } from '../common/app-error.js';
import { RequestId } from '../common/request-id.js';
import type { Account } from './account.js';
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
  @ApiProperty({ enum: ['wecom-app'] })
  @IsIn(['wecom-app'])
  kind!: 'wecom-app';

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiProperty()
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => AppParameters)
  parameters!: AppParameters;

  @ApiProperty()
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
  @ApiProperty({ enum: ['wecom-app'] })
  kind!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: AppParameters })
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
  get(@Param('id', ParseUUIDPipe) id: string): AccountView {
    const account = this.accounts.byId(id);
    if (account === undefined) {
      throw new NotFoundError('the account');
    }
    return presentAccount(account);
  }

  @ApiOperation({ summary: 'Create an account' })
  @Post()
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
  @ApiOkResponse({ type: AccountView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: UpdateAccountBody,
  ): Promise<AccountView> {
    return presentAccount(await this.accounts.update(caller, id, body, requestId));
  }

  @ApiOperation({ summary: 'Delete an account', description: 'Refused for an account that has messages.' })
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('account.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    await this.accounts.remove(caller, id, requestId);
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
