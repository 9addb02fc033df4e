import { Module } from '@nestjs/common';
import { CallbackDecryption } from './callback-decryption.js';

@Module({ providers: [CallbackDecryption], exports: [CallbackDecryption] })
export class DecryptionModule {}
