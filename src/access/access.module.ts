import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessLog } from './access-log.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiKeys } from './api-keys.js';

@Module({
  providers: [AccessLog, ApiKeys, { provide: APP_GUARD, useClass: ApiKeyGuard }],
  exports: [AccessLog, ApiKeys],
})
export class AccessModule {}
