import openapiTypescript from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GapClusters } from '../../src/knowledge/asked/gap-clusters.js';
import { examples } from '../../src/openapi/examples/examples.js';
import { tags } from '../../src/openapi/tags.js';
import { ApiDocument } from '../setup/api-document.js';
import { ExampleRun } from '../setup/run-examples.js';
import { TestProgram } from '../setup/test-program.js';

const DAY_MS = 86_400_000;

let desk: TestProgram;
let api: ApiDocument;

beforeAll(async () => {
  desk = await TestProgram.start({ environment: { TOOL_PRIVATE_HOSTS: '127.0.0.1' } });
  api = await ApiDocument.of(desk.program.url);
});
afterAll(() => desk.stop());

describe('the document', () => {
  it('is OpenAPI 3.1: every reference leads somewhere, every schema is one', async () => {
    expect(api.document.openapi).toBe('3.1.0');
    await expect(openapiTypescript(JSON.stringify(api.document))).resolves.not.toHaveLength(0);
    expect(() => api.compileAll()).not.toThrow();
  });

  it('says of each route what it is for, what it takes and what it answers', () => {
    const faults = api.routes.flatMap(({ method, path, operation }) => {
      const { summary, tags: told = [], parameters = [], responses } = operation;
      const silent = parameters.filter(({ description, schema }) => !description || schema === undefined);
      const successes = Object.entries(responses).filter(([status]) => /^[23]/.test(status));
      const bare = successes.filter(
        ([status, { content }]) =>
          status.startsWith('2') && status !== '204' && !Object.values(content ?? {}).some(({ schema }) => schema),
      );
      return [
        ...(summary ? [] : ['no summary']),
        ...(told.length === 1 && told.every((tag) => tag in tags) ? [] : [`tags ${told.join()}`]),
        ...silent.map(({ name }) => `parameter ${name}`),
        ...(successes.length > 0 ? bare.map(([status]) => `answer ${status}`) : ['no success']),
      ].map((fault) => `${method} ${path}: ${fault}`);
    });

    expect(faults).toEqual([]);
  });

  it('says what each field means, and of which form it is', () => {
    const faults: string[] = [];
    const walk = (place: string, schema: unknown): void => {
      if (Array.isArray(schema)) {
        schema.forEach((item, index) => walk(`${place}[${index}]`, item));
      } else if (typeof schema === 'object' && schema !== null) {
        if ('type' in schema && schema.type === 'object' && isBare(schema)) {
          faults.push(`${place}: an object of which nothing is said`);
        }
        for (const [key, value] of Object.entries(schema)) {
          if (key === 'properties') {
            for (const [name, property] of Object.entries<{ description?: string }>(value)) {
              faults.push(...(property.description ? [] : [`${place}.${name}: no description`]));
              walk(`${place}.${name}`, property);
            }
          } else if (!['example', 'examples', 'default', 'enum'].includes(key)) {
            walk(place, value);
          }
        }
      }
    };
    for (const [name, schema] of Object.entries(api.document.components.schemas)) {
      walk(name, schema);
    }

    expect(faults).toEqual([]);
  });

  it('calls no two operations the same', () => {
    const names = api.routes.map(({ operation }) => operation.operationId);

    expect(names).toHaveLength(new Set(names).size);
    expect(names.filter((name) => !/^[a-z][A-Za-z]+$/.test(name))).toEqual([]);
  });

  it('says who may call a route, and how it refuses', () => {
    const inner = api.routes.filter(({ operation }) => 'x-permission' in operation);
    const open = api.routes.filter(({ operation }) => operation.security?.length === 0);

    expect(inner.length + open.length).toBe(api.routes.length);
    for (const { operation } of inner) {
      expect(api.codesOf(operation)).toEqual(
        expect.arrayContaining(['access.unauthorized', 'access.forbidden', 'request.rate-limited']),
      );
    }
  });

  it('has an example of each body', () => {
    const shown = new Set(examples.map(({ operation }) => operation));
    const bodies = api.routes.filter(({ operation }) => operation.requestBody !== undefined);

    expect(bodies.map(({ operation }) => operation.operationId).filter((id) => !shown.has(id))).toEqual([]);
    expect([...shown].filter((id) => !bodies.some(({ operation }) => operation.operationId === id))).toEqual([]);
  });
});

describe('the examples', () => {
  let run: ExampleRun;

  beforeAll(async () => {
    run = new ExampleRun(desk, api);
    await makeWhatTheyAreAbout();
  }, 120_000);

  async function idsOf(path: string): Promise<string[]> {
    const { body } = await desk.api('GET', path);
    return body.items.map(({ id }: { id: string }) => id);
  }

  /** Conversations with contacts, of which one is unsure of an answer: what no call of the API can make. */
  async function makeWhatTheyAreAbout(): Promise<void> {
    await desk.ask('zhangsan', '我的手机号是 13812345678，门店有没有停车位');
    await desk.ask('wangwu', '宠物可以带进店吗');
    await desk.settled();
    await desk.program.app.get(GapClusters, { strict: false }).gather();
    const [account = ''] = await idsOf('/api/v1/accounts');
    const [gap = '', otherGap = ''] = await idsOf('/api/v1/knowledge/gaps');
    const { body: talks } = await desk.api('GET', '/api/v1/conversations');
    const talk = talks.items.find(({ externalId }: { externalId: string }) => externalId === 'zhangsan');
    const other = talks.items.find(({ externalId }: { externalId: string }) => externalId === 'wangwu');
    const names = { account, gap, 'other gap': otherGap, conversation: talk.id, contact: talk.contactId };
    Object.entries(names).forEach(([name, id]) => run.name(name, id));
    run.name('other contact', other.contactId);
    run.name('review', await sampledReview());
    run.name('member', await memberOfTheStaff());
    run.name('open unmasking', await unmaskingOfSomebodyElse(talk.contactId));
  }

  async function sampledReview(): Promise<string> {
    const search = { name: '全部', filters: { action: 'dialog.outcome' }, sample: 10 };
    const { body } = await desk.api('POST', '/api/v1/audit/saved-searches', search);
    const span = { from: new Date(Date.now() - DAY_MS).toISOString(), to: new Date().toISOString() };
    await desk.api('POST', `/api/v1/audit/saved-searches/${body.id}/runs`, span);
    const [review = ''] = await idsOf(`/api/v1/audit/reviews?savedSearchId=${body.id}`);
    return review;
  }

  /** Who signed in once, as nobody does here. */
  async function memberOfTheStaff(): Promise<string> {
    const [member] = await desk.rows<{ id: string }>(
      `insert into staff (id, name, user_id, roles, roles_from)
       values (gen_random_uuid(), '王五', 'wangwu', '{operator}', 'rules') returning id`,
    );
    return member?.id ?? '';
  }

  /** Nobody approves what he asked for himself. */
  async function unmaskingOfSomebodyElse(contactId: string): Promise<string> {
    await desk.api('PUT', '/api/v1/settings/privacy.fourEyes', { value: true });
    const { body } = await desk.api('POST', '/api/v1/privacy/unmaskings', { contactId, reason: '核对退款账户' });
    await desk.rows(`update unmaskings set requested_by = '{"kind":"staff","id":"somebody"}' where id = $1`, [body.id]);
    await desk.api('PUT', '/api/v1/settings/privacy.fourEyes', { value: false });
    return body.id;
  }

  it('are answered as the document says', async () => {
    const faults: string[] = [];
    for (const example of examples.filter(({ unsent }) => unsent === undefined)) {
      faults.push(...(await run.send(example)));
    }

    expect(faults).toEqual([]);
  });

  it('leave lists that are as the document says', async () => {
    const faults: string[] = [];
    const lists = api.routes.filter(
      ({ method, path, operation }) =>
        method === 'GET' &&
        !path.includes('{') &&
        operation.responses['200']?.content?.['application/json'] !== undefined,
    );
    for (const route of lists) {
      const { status, body } = await desk.api('GET', route.path);
      faults.push(...api.faultsOf(route, status, body));
    }

    expect(faults).toEqual([]);
    expect(lists.length).toBeGreaterThan(40);
  });
});

function isBare(schema: object): boolean {
  return !['properties', 'additionalProperties', 'patternProperties'].some((key) => key in schema);
}
