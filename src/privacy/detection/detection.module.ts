import { Global, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { PersonalData } from './personal-data.js';

/** Everybody masks: what leaves for a model, what is kept, what is shown. */
@Global()
@Module({ providers: [PersonalData], exports: [PersonalData] })
export class DetectionModule {
  constructor(audit: AuditLog, personalData: PersonalData) {
    audit.maskWith((text) => personalData.mask(text));
  }
}
