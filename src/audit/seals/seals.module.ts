import { type DynamicModule, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { SealedColumns } from '../../common/sealed-columns.js';
import type { AppConfig } from '../../config/app-config.js';
import { VerificationController } from '../verification/verification.controller.js';
import { VerificationSchedule } from '../verification/verification-schedule.js';
import { Verifications } from '../verification/verifications.js';
import { Anchoring } from './anchors/anchoring.js';
import { Sealer } from './sealer.js';
import { Sealing } from './sealing.js';
import { SealingWatch } from './sealing-watch.js';
import { SealsController } from './seals.controller.js';
import { keyContext, SigningKeys } from './signing-keys.js';

/** Links events into the chain, seals and anchors it, and verifies it. */
@Module({})
export class SealsModule implements OnApplicationBootstrap {
  private readonly logger = new Logger(SealsModule.name);

  constructor(
    columns: SealedColumns,
    private readonly keys: SigningKeys,
  ) {
    columns.register({ table: 'audit_keys', id: 'id', column: 'sealed_private', context: keyContext });
  }

  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: SealsModule,
      global: true,
      controllers: config.servesHttp ? [SealsController, VerificationController] : [],
      providers: [Sealer, Sealing, SealingWatch, Anchoring, Verifications, VerificationSchedule],
      exports: [Sealer, Verifications],
    };
  }

  /**
   * Tells the fingerprint where logs are kept: outside the database.
   * @throws {AppError} `secret.undecipherable` in front of a key of another `MASTER_KEY`.
   */
  async onApplicationBootstrap(): Promise<void> {
    const { id, algorithm } = await this.keys.current();
    this.logger.log({ keyId: id, algorithm }, 'the audit log is signed with this key');
  }
}
