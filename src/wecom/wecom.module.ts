import { Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import { CallbackReceivers } from './callback-receivers.js';
import { MemberQuota } from './member-quota.js';
import { WecomClient } from './wecom-client.js';
import { WecomHttp } from './wecom-http.js';

/** Calls to WeCom: tokens, bounds, quotas; and who receives what WeCom calls us with. */
@Module({
  providers: [CallbackReceivers, WecomHttp, AccessTokens, WecomClient, MemberQuota],
  exports: [CallbackReceivers, WecomHttp, AccessTokens, WecomClient, MemberQuota],
})
export class WecomModule {}
