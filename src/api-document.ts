import { tmpdir } from 'node:os';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { loadConfig } from './config/load-config.js';
import { createDocument } from './openapi/document.js';

const DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nothing';
const MASTER_KEY = Buffer.alloc(32).toString('base64');

/** The API's document, from the decorators alone: nothing of the program is made, and no database is asked. */
export async function apiDocument(): Promise<OpenAPIObject> {
  const config = loadConfig({ DATABASE_URL, MASTER_KEY, LOG_LEVEL: 'silent' }, tmpdir());
  const app = await NestFactory.create(AppModule.forRoot(config, DATABASE_URL), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return createDocument(app);
}
