import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsDefined, IsInt, IsOptional } from 'class-validator';
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { NotFoundError } from '../common/app-error.js';
import { RequestId } from '../common/request-id.js';
import { type Setting, Settings } from './settings.js';
import { isSettingKey, type SettingKey, settingsCatalogue } from './settings-catalogue.js';

export class ChangeSettingBody {
  @ApiProperty({ description: 'Its form depends on the setting.' })
  @IsDefined()
  value: unknown;

  @ApiProperty({ required: false, description: 'The version that was seen: a change since then is a conflict.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

class SettingView {
  @ApiProperty()
  key!: SettingKey;
  @ApiProperty({ description: 'What applies now. Its form depends on the setting.' })
  value!: unknown;
  @ApiProperty({ description: '0 while nobody has changed the default.' })
  version!: number;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  updatedAt!: string | null;
  @ApiProperty({ nullable: true, type: String })
  updatedBy!: string | null;
  @ApiProperty({ description: 'What applies while nobody has changed it.' })
  default!: unknown;
  @ApiProperty({ description: 'What a value must be, in words.' })
  form!: string;
  @ApiProperty()
  description!: string;
}

class SettingPage {
  @ApiProperty({ type: [SettingView] })
  items!: SettingView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

@ApiTags('settings')
@ApiBearerAuth()
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly settings: Settings) {}

  @ApiOperation({ summary: 'List the settings' })
  @Get()
  @RequirePermission('setting.read')
  @ApiOkResponse({ type: SettingPage })
  list(): SettingPage {
    return { items: this.settings.list().map(presentSetting), nextCursor: null };
  }

  @ApiOperation({ summary: 'Read a setting' })
  @Get(':key')
  @RequirePermission('setting.read')
  @ApiOkResponse({ type: SettingView })
  get(@Param('key') key: string): SettingView {
    return presentSetting(this.settings.describe(known(key)));
  }

  @ApiOperation({ summary: 'Change a setting' })
  @Put(':key')
  @RequirePermission('setting.write')
  @ApiOkResponse({ type: SettingView })
  async change(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('key') key: string,
    @Body() { value, version }: ChangeSettingBody,
  ): Promise<SettingView> {
    return presentSetting(await this.settings.change(caller, known(key), value, { version, requestId }));
  }
}

function known(key: string): SettingKey {
  if (!isSettingKey(key)) {
    throw new NotFoundError('the setting');
  }
  return key;
}

function presentSetting({ key, value, version, updatedAt, updatedBy, default: fallback }: Setting): SettingView {
  const { description, form } = settingsCatalogue[key];
  return {
    key,
    value,
    version,
    updatedAt: updatedAt?.toISOString() ?? null,
    updatedBy,
    default: fallback,
    form,
    description,
  };
}
