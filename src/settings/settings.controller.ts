import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { Fails } from '../common/api-errors.js';
import { NotFoundError } from '../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../common/entity-tag.js';
import { Idempotent } from '../common/idempotency.js';
import { numberOfCursor, PageQuery, toPage } from '../common/paging.js';
import { RequestId } from '../common/request-id.js';
import {
  ChangeSettingBody,
  ChangeSettingsBody,
  presentSetting,
  presentVersion,
  SettingPage,
  SettingVersionPage,
  SettingView,
} from './setting.dto.js';
import { Settings } from './settings.js';
import { isSettingKey, type SettingKey } from './settings-catalogue.js';

const KEY = { name: 'key', description: 'The setting.', example: 'dialog.quoteThreshold' };

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

  /** Those that keep watch over administrators are changed under `/api/v1/audit/settings`. */
  @ApiOperation({ summary: 'Change several settings at once, all or none' })
  @Patch()
  @RequirePermission('setting.write')
  @ApiOkResponse({ type: SettingPage })
  @Fails('request.conflict', 'request.precondition-failed')
  async changeAll(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { changes }: ChangeSettingsBody,
  ): Promise<SettingPage> {
    const changed = await this.settings.changeAll(caller, changes, requestId);
    return { items: changed.map(presentSetting), nextCursor: null };
  }

  @ApiOperation({ summary: 'Get a setting' })
  @Get(':key')
  @RequirePermission('setting.read')
  @Tagged('version')
  @ApiParam(KEY)
  @ApiOkResponse({ type: SettingView })
  get(@Param('key') key: string): SettingView {
    return presentSetting(this.settings.describe(knownSetting(key)));
  }

  @ApiOperation({ summary: 'Change a setting' })
  @Put(':key')
  @RequirePermission('setting.write')
  @TakesIfMatch()
  @Tagged('version')
  @ApiParam(KEY)
  @ApiOkResponse({ type: SettingView })
  @Fails('request.conflict')
  change(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('key') key: string,
    @Body() body: ChangeSettingBody,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<SettingView> {
    return changeOne(this.settings, { caller, requestId, key, body, ifMatch });
  }

  @ApiOperation({ summary: 'List what a setting was' })
  @Get(':key/versions')
  @RequirePermission('setting.read')
  @ApiParam(KEY)
  @ApiOkResponse({ type: SettingVersionPage })
  async versions(@Param('key') key: string, @Query() { limit, cursor }: PageQuery): Promise<SettingVersionPage> {
    const rows = await this.settings.versions.list(knownSetting(key), numberOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ version }) => `${version}`);
    return { items: items.map(presentVersion), nextCursor };
  }

  /** It becomes the newest version: nothing of the history is lost. */
  @ApiOperation({ summary: 'Take an earlier value of a setting again' })
  @Fails('request.conflict')
  @Post(':key/versions/:version/restoration')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('setting.write')
  @TakesIfMatch()
  @Tagged('version')
  @ApiParam(KEY)
  @ApiParam({ name: 'version', description: 'The version whose value is taken.', type: Number, example: 2 })
  @ApiOkResponse({ type: SettingView })
  async restore(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('key') key: string,
    @Param('version') version: string,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<SettingView> {
    const known = knownSetting(key);
    return presentSetting(await this.settings.restore(caller, known, versionNumber(version), { ifMatch, requestId }));
  }
}

/** The settings that keep watch over those who administer: who changes them may not administer. */
@ApiTags('settings')
@ApiBearerAuth()
@Controller('api/v1/audit/settings')
export class GuardedSettingsController {
  constructor(private readonly settings: Settings) {}

  @ApiOperation({ summary: 'Change a setting that keeps watch over administrators' })
  @Put(':key')
  @RequirePermission('audit.manage')
  @TakesIfMatch()
  @Tagged('version')
  @ApiParam({ ...KEY, example: 'privacy.fourEyes' })
  @ApiOkResponse({ type: SettingView })
  @Fails('request.conflict')
  change(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('key') key: string,
    @Body() body: ChangeSettingBody,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<SettingView> {
    return changeOne(this.settings, { caller, requestId, key, body, ifMatch });
  }
}

interface WantedChange {
  caller: Principal;
  requestId: string;
  key: string;
  body: ChangeSettingBody;
  ifMatch: string | undefined;
}

/** Whether it is this caller's to change is for `Settings` to say: both ways lead to the same. */
async function changeOne(
  settings: Settings,
  { caller, requestId, key, body, ifMatch }: WantedChange,
): Promise<SettingView> {
  return presentSetting(
    await settings.change(caller, knownSetting(key), body.value, { version: body.version, ifMatch, requestId }),
  );
}

function knownSetting(key: string): SettingKey {
  if (!isSettingKey(key)) {
    throw new NotFoundError('the setting');
  }
  return key;
}

/** What is no number of a version names none. */
function versionNumber(version: string): number {
  if (!/^[1-9]\d{0,8}$/.test(version)) {
    throw new NotFoundError('the version');
  }
  return Number(version);
}
