import { describe, expect, it } from 'vitest';
import { judgeRedis } from './queue-checks.js';

const info = (version: string, policy: string): string =>
  `# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`;

describe('judgeRedis', () => {
  it('takes a Redis that keeps its jobs', () => {
    expect(judgeRedis(info('7.4.1', 'noeviction'))).toMatchObject([{ status: 'ok' }]);
  });

  it('finds one that throws jobs away, and one that is too old', () => {
    expect(judgeRedis(info('7.4.1', 'allkeys-lru'))).toMatchObject([
      { status: 'warning', code: 'queue.redis-evicts', fault: { en: expect.stringContaining('allkeys-lru') } },
    ]);
    expect(judgeRedis(info('5.0.14', 'noeviction'))).toMatchObject([{ status: 'failed', code: 'queue.redis-old' }]);
  });

  it('finds one that takes no jobs: a replica, and one that cannot save', () => {
    const healthy = info('7.4.1', 'noeviction');
    expect(judgeRedis(`${healthy}role:slave\r\n`)).toMatchObject([{ status: 'failed', code: 'queue.redis-replica' }]);
    expect(judgeRedis(`${healthy}rdb_last_bgsave_status:err\r\n`)).toMatchObject([{ code: 'queue.redis-not-saving' }]);
    expect(judgeRedis(`${healthy}role:master\r\nrdb_last_bgsave_status:ok\r\naof_enabled:1\r\n`)).toMatchObject([
      { status: 'ok', note: { en: expect.stringContaining('over a crash') } },
    ]);
  });

  it('takes one that does not tell its policy', () => {
    expect(judgeRedis('redis_version:8.0.0')).toMatchObject([{ status: 'ok' }]);
  });
});
