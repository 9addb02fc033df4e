import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NotFoundError } from './app-error.js';
import { JobStreams } from './job-streams.js';
import { jobOf, type JobView } from './job-view.js';
import type { ApiCaller } from './access.js';
import { Standing } from './standing.js';

const job = {
  id: 'j',
  failure: null,
  total: 4,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:09.000Z',
};

const reader: ApiCaller = { kind: 'key', id: 'reader', permissions: ['audit.export'], reach: 'all' };

let standing: Standing;
let streams: JobStreams;
let server: FastifyInstance;
let url: string;
let now: () => JobView;

beforeEach(async () => {
  standing = new Standing();
  streams = new JobStreams(standing);
  server = fastify();
  server.get('/job/events', (request, reply) =>
    streams.follow(Object.assign(request, { principal: reader }), reply, () => Promise.resolve(now())),
  );
  url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/job/events`;
});
afterEach(async () => {
  await streams.onModuleDestroy();
  await server.close();
});

function events(text: string): { id: string; data: JobView }[] {
  return [...text.matchAll(/id: (\S+)\nevent: job\ndata: (.*)\n/g)].map(([, id = '', data = '']) => ({
    id,
    data: JSON.parse(data),
  }));
}

it('tells each state that is seen, and ends with the job', async () => {
  let looks = 0;
  now = () => jobOf({ ...job, status: looks++ < 2 ? 'running' : 'completed', processed: Math.min(looks, 4) });

  const response = await fetch(url);
  const told = events(await response.text());

  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(told.map(({ data: { status, progress } }) => [status, progress])).toEqual([
    ['running', 0.25],
    ['running', 0.5],
    ['completed', 1],
  ]);
  expect(told.at(-1)?.data.finishedAt).toBe(job.updatedAt);
});

it('goes on behind the event that was seen, and has nothing to say behind the last one', async () => {
  now = () => jobOf({ ...job, status: 'failed', failure: { code: 'knowledge.import-stuck' } });
  const [last] = events(await (await fetch(url)).text());

  expect(last?.data).toMatchObject({ status: 'failed', code: 'knowledge.import-stuck' });
  expect((await fetch(url, { headers: { 'last-event-id': last?.id ?? '' } })).status).toBe(204);
  expect(events(await (await fetch(url, { headers: { 'last-event-id': 'another' } })).text())).toHaveLength(1);
});

it('ends where the work is gone', async () => {
  let looks = 0;
  now = () => {
    if (looks++ > 0) {
      throw new NotFoundError('the job');
    }
    return jobOf({ ...job, status: 'running' });
  };

  expect(events(await (await fetch(url)).text()).map(({ data }) => data.progress)).toEqual([0]);
});

it.each([
  ['is shut out', undefined],
  ['loses a right', { ...reader, permissions: [] }],
  ['sees no more the conversations of all', { ...reader, reach: { groups: [] } }],
])('ends when its reader %s', async (_what, left) => {
  now = () => jobOf({ ...job, status: 'running' });
  standing.register(() => Promise.resolve(left));

  expect(events(await (await fetch(url)).text())).toHaveLength(1);
});

it('leaves room for others', async () => {
  now = () => jobOf({ ...job, status: 'running' });
  const open = await Promise.all(Array.from({ length: 20 }, () => fetch(url)));

  expect((await fetch(url)).status).toBe(429);
  await streams.onModuleDestroy();
  await Promise.all(open.map((response) => response.text()));
});

it('ends with the process', async () => {
  now = () => jobOf({ ...job, status: 'queued' });
  const response = await fetch(url);
  await streams.onModuleDestroy();

  expect(events(await response.text())).toHaveLength(1);
});
