import { Module } from '@nestjs/common';
import { SealedColumns } from '../common/sealed-columns.js';
import { AccessTokens, tokenContext } from './access-tokens.js';
import { CallbackReceivers } from './callback-receivers.js';
import { MemberQuota } from './member-quota.js';
import { WecomClient } from './wecom-client.js';
import { WecomHttp } from './wecom-http.js';

/** Calls to WeCom: tokens, bounds, quotas; and who receives what WeCom calls us with. */
@Module({
  providers: [CallbackReceivers, WecomHttp, AccessTokens, WecomClient, MemberQuota],
  exports: [CallbackReceivers, WecomHttp, AccessTokens, WecomClient, MemberQuota],
})
export class WecomModule {
  constructor(columns: SealedColumns) {
    columns.register({ table: 'wecom_access_tokens', id: 'account_id', column: 'token', context: tokenContext });
  }
}
