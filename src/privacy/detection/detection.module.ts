import { Global, Module } from '@nestjs/common';
import { PersonalData } from './personal-data.js';

/** Everybody masks: what leaves for a model, what is kept, what is shown. */
@Global()
@Module({ providers: [PersonalData], exports: [PersonalData] })
export class DetectionModule {}
