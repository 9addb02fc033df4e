import { Controller, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { examine, overallStatus } from '../../common/doctor-examination.js';
import { DoctorEntryView, ExaminationQuery, presentEntry } from '../../common/doctor-entry.dto.js';
import { NotIdempotent } from '../../common/idempotency.js';
import { Accounts } from '../../settings/accounts.js';
import { AccountChecks } from './account-checks.js';

export class AccountCheckView {
  @ApiProperty({ description: 'The worst of what was found.', enum: ['ok', 'warning', 'failed'] })
  status!: 'ok' | 'warning' | 'failed';
  @ApiProperty({
    description: 'What the app at WeCom must have as the URL of its callback; null where PUBLIC_URL is not set.',
    nullable: true,
    type: String,
    example: 'https://kefu.example.com/wecom/callback',
  })
  callbackUrl!: string | null;
  @ApiProperty({ description: 'What was checked.', type: [DoctorEntryView] })
  checks!: DoctorEntryView[];
}

@ApiTags('accounts')
@ApiBearerAuth()
@Controller('api/v1/accounts/:id/check')
export class AccountCheckController {
  constructor(
    private readonly accounts: Accounts,
    private readonly checks: AccountChecks,
  ) {}

  @ApiOperation({
    summary: 'Check the set-up of an account',
    description: 'Asks WeCom and the address of the callback, and names what is wrong and what to do about it.',
  })
  @Post()
  @HttpCode(200)
  @NotIdempotent('it changes nothing')
  @RequirePermission('account.manage')
  @ApiOkResponse({ type: AccountCheckView })
  async check(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { lang, memberId }: ExaminationQuery,
  ): Promise<AccountCheckView> {
    const account = this.accounts.byId(id);
    if (account === undefined) {
      throw new NotFoundError('the account');
    }
    const question = memberId === undefined ? {} : { memberId };
    const found = await Promise.all(
      this.checks.all.map((check) => examine(check, async () => [await check.examine(account, question)])),
    );
    const entries = found.flat();
    return {
      status: overallStatus(entries),
      callbackUrl: this.checks.callbackUrl(account) ?? null,
      checks: entries.map((entry) => presentEntry(entry, lang)),
    };
  }
}
