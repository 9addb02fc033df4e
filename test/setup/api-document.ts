import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; description?: string; schema?: unknown }[];
  requestBody?: { content: Record<string, { schema?: unknown; examples?: Record<string, { value: unknown }> }> };
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema?: unknown }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: Record<string, Operation['responses'][string]> };
}

export interface Route {
  method: string;
  /** Such as `/api/v1/handoffs/{id}`. */
  path: string;
  operation: Operation;
}

/** The API's document as a test asks it. */
export class ApiDocument {
  readonly routes: readonly Route[];
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(readonly document: Document) {
    this.routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
    formats.default(this.ajv);
    this.ajv.addSchema({ ...closed(document), $id: 'api' });
  }

  /** Of the program that runs there. */
  static async of(url: string): Promise<ApiDocument> {
    return new ApiDocument((await (await fetch(`${url}/api/openapi.json`)).json()) as Document);
  }

  route(operationId: string): Route {
    const found = this.routes.find(({ operation }) => operation.operationId === operationId);
    if (found === undefined) {
      throw new TypeError(`the API has no operation ${operationId}`);
    }
    return found;
  }

  /** The codes of every error that it answers. */
  codesOf({ responses }: Operation): string[] {
    return Object.values(responses)
      .map(({ $ref }) => this.document.components.responses[$ref?.split('/').at(-1) ?? ''])
      .flatMap((response) => JSON.stringify(response ?? {}).match(/(?<="enum":\[)[^\]]*/g) ?? [])
      .flatMap((list): string[] => JSON.parse(`[${list}]`));
  }

  /** What is wrong with an answer, by the schema of its status; nothing where that is no JSON. */
  faultsOf({ method, path, operation }: Route, status: number, body: unknown): string[] {
    const response = operation.responses[status];
    if (response === undefined) {
      return [`${method} ${path} does not say that it answers ${status}: ${JSON.stringify(body)}`];
    }
    if (response.content?.['application/json'] === undefined) {
      return [];
    }
    const steps = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      `${status}`,
      'content',
      'application/json',
      'schema',
    ];
    const pointer = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = this.ajv.compile({ $ref: `api#/${pointer}` });
    validate(body);
    return (validate.errors ?? []).map((error) => `${method} ${path} ${status}: ${faultOf(error)}`);
  }

  /** Every schema is one: a wrong one throws. */
  compileAll(): void {
    Object.keys(this.document.components.schemas).forEach((name) =>
      this.ajv.compile({ $ref: `api#/components/schemas/${name}` }),
    );
  }
}

/** What an answer holds besides what its schema names was forgotten there. */
function closed(document: Document): Document {
  const copy = structuredClone(document);
  for (const schema of Object.values(copy.components.schemas)) {
    if ('properties' in schema && !('additionalProperties' in schema)) {
      Object.assign(schema, { additionalProperties: false });
    }
  }
  return copy;
}

function faultOf({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}
