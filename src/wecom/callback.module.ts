import { Module } from '@nestjs/common';
import { CallbackController } from './callback.controller.js';
import { CallbackOutage } from './callback-outage.js';
import { DecryptionModule } from './decryption.module.js';
import { WecomModule } from './wecom.module.js';

@Module({
  imports: [DecryptionModule, WecomModule],
  controllers: [CallbackController],
  providers: [CallbackOutage],
})
export class CallbackModule {}
