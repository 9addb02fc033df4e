import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Chores } from './chores.js';
import { DoctorChecks } from './doctor-checks.js';
import { HealthRegistry } from './health-registry.js';
import { JobStreams } from './job-streams.js';
import { Metrics } from './metrics.js';
import { ReachSources } from './reach.js';
import { SealedColumns } from './sealed-columns.js';
import { SparseFields } from './sparse-fields.js';

/** The registries that every module may put something into. */
@Global()
@Module({
  providers: [
    Chores,
    DoctorChecks,
    HealthRegistry,
    JobStreams,
    Metrics,
    ReachSources,
    SealedColumns,
    { provide: APP_INTERCEPTOR, useClass: SparseFields },
  ],
  exports: [Chores, DoctorChecks, HealthRegistry, JobStreams, Metrics, ReachSources, SealedColumns],
})
export class CommonModule {}
