import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completed } from './completion.js';
import { PROBLEM_NAME, ProblemView } from './problem.dto.js';
import { operationIdOf, routeFacts } from './route-facts.js';
import { tags } from './tags.js';

export const DOCS_PATH = 'api/docs';
const DOCUMENT_PATH = 'api/openapi.json';

const ABOUT = `The admin API of a self-hosted AI service desk for WeCom. \`docs/api.md\` says what holds for all of it.

Errors are RFC 9457 problems with a stable \`code\`; lists are \`{items, nextCursor}\`; times are ISO 8601 in UTC.`;

/** The document and its page are plain Fastify routes that anybody may read: they tell no more than this repository. */
export function publishDocument(app: NestFastifyApplication): void {
  SwaggerModule.setup(DOCS_PATH, app, () => createDocument(app), { jsonDocumentUrl: DOCUMENT_PATH, raw: ['json'] });
}

/** The whole of it; an application that was created as a preview has it too. */
export function createDocument(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, head(), {
    operationIdFactory: operationIdOf,
    extraModels: [ProblemView],
  });
  return completed(document, routeFacts(app), PROBLEM_NAME);
}

function head() {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('wecom-kefu')
    .setDescription(ABOUT)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This installation.')
    .addSecurity('key', {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key, or the token of a session.',
    })
    .addSecurity('token', {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'An access token of `POST /api/v1/tokens`: it lasts 15 minutes.',
    })
    .addSecurity('session', {
      type: 'apiKey',
      in: 'cookie',
      name: '__Host-kefu',
      description: 'The cookie of a browser that signed in. What changes something needs `X-CSRF-Token` besides.',
    })
    .addSecurity('signature', {
      type: 'apiKey',
      in: 'header',
      name: 'X-Signature',
      description: 'HMAC-SHA256 over the request, for systems that must not send a key. `docs/api.md` says over what.',
    });
  for (const [name, description] of Object.entries(tags)) {
    builder.addTag(name, description);
  }
  return builder.build();
}
