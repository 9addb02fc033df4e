import { Global, Module } from '@nestjs/common';
import { Embeddings } from './embeddings.js';
import { Models } from './models.js';
import { Reranker } from './reranker.js';

@Global()
@Module({ providers: [Models, Embeddings, Reranker], exports: [Models, Embeddings, Reranker] })
export class ModelsModule {}
