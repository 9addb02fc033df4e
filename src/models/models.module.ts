import { Global, Module } from '@nestjs/common';
import { Models } from './models.js';

@Global()
@Module({ providers: [Models], exports: [Models] })
export class ModelsModule {}
