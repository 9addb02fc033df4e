import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { ContactCopies } from './contact-copies.js';
import { ContactErasure } from './contact-erasure.js';
import { ContactRequestProcessor } from './contact-request.processor.js';
import { ContactRequestsController } from './contact-requests.controller.js';
import { ContactRequests } from './contact-requests.js';
import { RequestProgress } from './request-progress.js';
import { VaultEraser } from './vault-eraser.js';

/** Contacts' copies and their erasure. Needs the holds and the registries of privacy, whose modules are global. */
@Module({})
export class ErasureModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ErasureModule,
      global: true,
      controllers: config.servesHttp ? [ContactRequestsController] : [],
      providers: [
        ContactRequests,
        RequestProgress,
        ContactCopies,
        ContactErasure,
        VaultEraser,
        ...(config.runsJobs ? [ContactRequestProcessor] : []),
      ],
    };
  }
}
