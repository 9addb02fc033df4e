import { Global, Module } from '@nestjs/common';
import { HealthRegistry } from './health-registry.js';
import { Metrics } from './metrics.js';

/** The registries that every module may put something into. */
@Global()
@Module({
  providers: [HealthRegistry, Metrics],
  exports: [HealthRegistry, Metrics],
})
export class CommonModule {}
