import { Global, Module } from '@nestjs/common';
import { Erasers } from './erasure/erasers.js';
import { RetentionKinds } from './retention/retention-kinds.js';

/** Where the features say what they hold of contacts, and what of it is not kept for ever. */
@Global()
@Module({ providers: [Erasers, RetentionKinds], exports: [Erasers, RetentionKinds] })
export class PrivacyRegistriesModule {}
