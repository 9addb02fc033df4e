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
import { Standing } from './standing.js';

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
    Standing,
    { provide: APP_INTERCEPTOR, useClass: SparseFields },
  ],
  exports: [Chores, DoctorChecks, HealthRegistry, JobStreams, Metrics, ReachSources, SealedColumns, Standing],
})
export class CommonModule {}
