import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

export const DOCS_PATH = 'api/docs';
const DOCUMENT_PATH = 'api/openapi.json';

/** The document and its page are plain Fastify routes that anybody may read: they tell no more than this repository. */
export function publishDocument(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('wecom-kefu')
    .setDescription('The admin API. Errors are RFC 9457 problems whose codes docs/errors.md lists.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup(DOCS_PATH, app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: DOCUMENT_PATH,
    raw: ['json'],
  });
}
