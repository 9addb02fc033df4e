import { Module } from '@nestjs/common';
import { SealedColumns } from '../common/sealed-columns.js';
import { AccessTokens, tokenContext } from './access-tokens.js';
import { AccountChecks } from './checks/account-checks.js';
import { CallbackAddresses } from './callback-addresses.js';
import { CallbackReceivers } from './callback-receivers.js';
import { MemberDirectory } from './member-directory.js';
import { MemberQuota } from './member-quota.js';
import { WecomClient } from './wecom-client.js';
import { WecomHttp } from './wecom-http.js';

/** Calls to WeCom: tokens, bounds, quotas; and who receives what WeCom calls us with. */
@Module({
  providers: [
    AccountChecks,
    CallbackAddresses,
    CallbackReceivers,
    WecomHttp,
    AccessTokens,
    WecomClient,
    MemberDirectory,
    MemberQuota,
  ],
  exports: [
    AccountChecks,
    CallbackAddresses,
    CallbackReceivers,
    WecomHttp,
    AccessTokens,
    WecomClient,
    MemberDirectory,
    MemberQuota,
  ],
})
export class WecomModule {
  constructor(columns: SealedColumns) {
    columns.register({ table: 'wecom_access_tokens', id: 'account_id', column: 'token', context: tokenContext });
  }
}
