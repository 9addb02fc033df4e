import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { CallbackModule } from '../../wecom/callback.module.js';
import { WecomModule } from '../../wecom/wecom.module.js';
import { MediaExchange } from './media-exchange.js';
import { WecomAppChannel } from './wecom-app-channel.js';
import { WecomAppInbound } from './wecom-app-inbound.js';

/** The channel of WeCom's self-built apps (自建应用); a process that serves HTTP receives their callbacks too. */
@Module({})
export class WecomAppModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: WecomAppModule,
      imports: config.servesHttp ? [WecomModule, CallbackModule] : [WecomModule],
      providers: config.servesHttp
        ? [MediaExchange, WecomAppChannel, WecomAppInbound]
        : [MediaExchange, WecomAppChannel],
    };
  }
}
