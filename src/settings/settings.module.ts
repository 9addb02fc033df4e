import { Global, Module } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { Readings } from '../audit/readings/readings.js';
import { SealedColumns } from '../common/sealed-columns.js';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import { accountContext } from './account-rows.js';
import { Accounts } from './accounts.js';
import { AccountsController } from './accounts.controller.js';
import { Settings } from './settings.js';
import { GuardedSettingsController, SettingsController } from './settings.controller.js';

/** Both are loaded before anybody gets them injected, so that they can be asked from memory from the start. */
@Global()
@Module({
  controllers: [AccountsController, SettingsController, GuardedSettingsController],
  providers: [
    {
      provide: Accounts,
      inject: [Database, SecretBox, AuditLog, AppConfig],
      useFactory: async (database: Database, box: SecretBox, audit: AuditLog, config: AppConfig): Promise<Accounts> => {
        const accounts = new Accounts(database, box, audit, config);
        await accounts.start();
        return accounts;
      },
    },
    {
      provide: Settings,
      inject: [Database, AuditLog, AppConfig, Readings],
      useFactory: async (
        database: Database,
        audit: AuditLog,
        config: AppConfig,
        readings: Readings,
      ): Promise<Settings> => {
        const settings = new Settings(database, audit, config);
        await settings.start();
        readings.requirePurposeWhen(() => settings.get('audit.purposeRequired'));
        return settings;
      },
    },
  ],
  exports: [Accounts, Settings],
})
export class SettingsModule {
  constructor(columns: SealedColumns) {
    columns.register({ table: 'accounts', id: 'id', column: 'secrets', context: accountContext });
  }
}
