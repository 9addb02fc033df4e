import { Global, Module } from '@nestjs/common';
import { Chores } from './chores.js';
import { HealthRegistry } from './health-registry.js';
import { Metrics } from './metrics.js';
import { SealedColumns } from './sealed-columns.js';

/** The registries that every module may put something into. */
@Global()
@Module({
  providers: [Chores, HealthRegistry, Metrics, SealedColumns],
  exports: [Chores, HealthRegistry, Metrics, SealedColumns],
})
export class CommonModule {}
