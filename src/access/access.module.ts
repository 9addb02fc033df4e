import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessLog } from './access-log.js';
import { AccessGuard } from './access.guard.js';
import { AdminKey } from './admin-key.js';
import { Authenticators } from './authenticators.js';

@Module({
  providers: [AccessLog, AdminKey, Authenticators, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AccessLog, Authenticators],
})
export class AccessModule {}
