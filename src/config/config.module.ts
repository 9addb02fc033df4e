import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig } from './app-config.js';
import { OutgoingDispatcher } from './outgoing-dispatcher.js';

@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: SecretBox, useFactory: (): SecretBox => secretBoxOf(config) },
        OutgoingDispatcher,
      ],
      exports: [AppConfig, SecretBox, OutgoingDispatcher],
    };
  }
}

function secretBoxOf({ masterKey, furtherMasterKeys, environment }: AppConfig): SecretBox {
  return new SecretBox(masterKey, { further: furtherMasterKeys, suite: environment.VAULT_SUITE });
}
