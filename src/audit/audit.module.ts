import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditLog } from './audit-log.js';
import { AuditPartitions } from './audit-partitions.js';
import { Readings } from './readings/readings.js';
import { ReadsInterceptor } from './readings/reads.interceptor.js';
import { ReviewNotices } from './reviews/review-notices.js';
import { EventPositions } from './search/event-positions.js';
import { EventSearch } from './search/event-search.js';
import { EventViews } from './search/event-views.js';
import { EventsController } from './search/events.controller.js';
import { SaidTexts } from './search/said-texts.js';
import { TranscriptSources } from './search/transcript-sources.js';
import { Transcripts } from './search/transcripts.js';
import { TranscriptsController } from './search/transcripts.controller.js';
import { Unreferenced } from './search/unreferenced.js';
import { AnchorSinks } from './seals/anchors/anchor-sinks.js';
import { AuditAlerts } from './seals/audit-alerts.js';
import { EventMonths } from './seals/months.js';
import { SigningKeys } from './seals/signing-keys.js';
import { AuditPackages } from './verification/audit-packages.js';

const search = [SaidTexts, EventPositions, EventSearch, EventViews, TranscriptSources, Transcripts, Unreferenced];

/** What others need of the seals; `SealsModule` makes them. */
const proof = [SigningKeys, AuditPackages, AuditAlerts, AnchorSinks, EventMonths];

@Global()
@Module({
  controllers: [EventsController, TranscriptsController],
  providers: [
    AuditLog,
    AuditPartitions,
    Readings,
    ReviewNotices,
    ...search,
    ...proof,
    { provide: APP_INTERCEPTOR, useClass: ReadsInterceptor },
  ],
  exports: [AuditLog, Readings, ReviewNotices, ...proof, SaidTexts, EventSearch, EventViews, TranscriptSources],
})
export class AuditModule {}
