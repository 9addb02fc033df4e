import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
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

@ApiTags('settings')
@ApiBearerAuth()
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @RequirePermission('setting.read')
  list() {
    return { items: this.settings.list().map(presentSetting), nextCursor: null };
  }

  @Get(':key')
  @RequirePermission('setting.read')
  get(@Param('key') key: string) {
    return presentSetting(this.settings.describe(known(key)));
  }

  @Put(':key')
  @RequirePermission('setting.write')
  async change(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('key') key: string,
    @Body() { value, version }: ChangeSettingBody,
  ) {
    return presentSetting(await this.settings.change(caller, known(key), value, { version, requestId }));
  }
}

function known(key: string): SettingKey {
  if (!isSettingKey(key)) {
    throw new NotFoundError('the setting');
  }
  return key;
}

function presentSetting({ key, value, version, updatedAt, updatedBy }: Setting) {
  const { description, default: fallback, form } = settingsCatalogue[key];
  return { key, value, version, updatedAt, updatedBy, default: fallback, form, description };
}
