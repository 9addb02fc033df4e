import { Module } from '@nestjs/common';
import { AccountCheckController } from './checks/account-check.controller.js';
import { CallbackController } from './callback.controller.js';
import { CallbackOutage } from './callback-outage.js';
import { CallbackSightings } from './callback-sightings.js';
import { DecryptionModule } from './decryption.module.js';
import { WecomModule } from './wecom.module.js';

@Module({
  imports: [DecryptionModule, WecomModule],
  controllers: [CallbackController, AccountCheckController],
  providers: [CallbackOutage, CallbackSightings],
})
export class CallbackModule {}
