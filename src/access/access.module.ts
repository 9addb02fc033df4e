import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessLog } from './access-log.js';
import { AccessGuard } from './access.guard.js';
import { AdminKey } from './admin-key.js';
import { Authenticators } from './authenticators.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotencyKeys } from './idempotency/idempotency-keys.js';

@Module({
  providers: [
    AccessLog,
    AdminKey,
    Authenticators,
    IdempotencyKeys,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [AccessLog, Authenticators],
})
export class AccessModule {}
