import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { DoctorChecks, type DoctorFinding, type Words } from '../common/doctor-checks.js';
import { AppConfig } from '../config/app-config.js';
import { JobQueues } from './job-queues.js';
import type { JobName } from './jobs.js';

/** Those without whose workers nobody is answered. */
const NEEDED: readonly JobName[] = ['dialog.turn', 'outbox.deliver'];
const REDIS_TIMEOUT_MS = 5_000;
/** BullMQ asks for it: https://docs.bullmq.io/guide/redis-tm-compatibility */
const REDIS_MAJOR_LEAST = 6;

const away: DoctorFinding = {
  status: 'failed',
  code: 'queue.unreachable',
  fault: { en: 'The queue does not answer.', zh: '任务队列无响应。' },
  remedy: {
    en: 'Start Redis, and check REDIS_URL: its host, port, password and database. Without REDIS_URL, the queue is in the database.',
    zh: '请启动 Redis 并核对 REDIS_URL 的主机、端口、密码与库号。未设置 REDIS_URL 时队列位于数据库中。',
  },
};

const nobodyWorks: DoctorFinding = {
  status: 'failed',
  code: 'queue.no-worker',
  fault: { en: 'No process works on the queue: nobody is answered.', zh: '没有进程在处理队列：不会有任何回复。' },
  remedy: {
    en: 'Start the program with ROLE=all, or a process with ROLE=worker beside those with ROLE=web.',
    zh: '请以 ROLE=all 启动程序，或在 ROLE=web 之外另启 ROLE=worker 的进程。',
  },
};

/** Whether jobs are taken, kept and worked on. */
@Injectable()
export class QueueChecks implements OnModuleInit {
  constructor(
    private readonly queues: JobQueues,
    private readonly config: AppConfig,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register(
      {
        id: 'queue.workers',
        part: 'queue',
        remote: false,
        title: { en: 'The queue answers, and somebody works on it', zh: '队列可用且有进程处理' },
        examine: async () => [await this.workers()],
      },
      {
        id: 'queue.redis',
        part: 'queue',
        remote: false,
        title: { en: 'Redis is of a version and a policy that keep jobs', zh: 'Redis 版本与淘汰策略适用' },
        examine: () => this.redis(),
      },
    );
  }

  private async workers(): Promise<DoctorFinding> {
    try {
      const counts = await Promise.all(NEEDED.map((name) => this.queues.workers(name)));
      const least = Math.min(...counts);
      return least === 0
        ? nobodyWorks
        : { status: 'ok', note: { en: `Processes that work: ${least}.`, zh: `工作进程数：${least}。` } };
    } catch {
      return away;
    }
  }

  private async redis(): Promise<DoctorFinding[]> {
    const { REDIS_URL } = this.config.environment;
    if (REDIS_URL === undefined) {
      const note = { en: 'The queue is in the database.', zh: '队列位于数据库中。' };
      return [{ status: 'skipped', note }];
    }
    const redis = new Redis(REDIS_URL, {
      lazyConnect: true,
      connectTimeout: REDIS_TIMEOUT_MS,
      commandTimeout: REDIS_TIMEOUT_MS,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    redis.on('error', () => undefined); // the calls below fail with it
    try {
      await redis.connect();
      return judgeRedis(await redis.info());
    } catch {
      return [away];
    } finally {
      redis.disconnect();
    }
  }
}

/** Pure. @param info what Redis answers to `INFO`. */
export function judgeRedis(info: string): DoctorFinding[] {
  const fields = new Map(
    info.split(/\r?\n/).map((line): [string, string] => {
      const [name = '', value = ''] = line.split(':', 2);
      return [name, value];
    }),
  );
  const findings: DoctorFinding[] = [];
  const version = fields.get('redis_version') ?? '';
  if (Number.parseInt(version, 10) < REDIS_MAJOR_LEAST) {
    findings.push({
      status: 'failed',
      code: 'queue.redis-old',
      fault: { en: `Redis is of version ${version}.`, zh: `Redis 版本为 ${version}。` },
      remedy: { en: 'Take Redis 6.2 or newer.', zh: '请使用 Redis 6.2 或更新版本。' },
    });
  }
  const policy = fields.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    findings.push({
      status: 'warning',
      code: 'queue.redis-evicts',
      fault: {
        en: `Redis throws keys away when its memory is full (${policy}): jobs get lost and answers come late.`,
        zh: `Redis 内存不足时会淘汰数据（${policy}）：任务会丢失，回复会延迟。`,
      },
      remedy: { en: 'Set maxmemory-policy to noeviction.', zh: '请把 maxmemory-policy 设为 noeviction。' },
    });
  }
  if (fields.get('role') === 'slave') {
    findings.push({
      status: 'failed',
      code: 'queue.redis-replica',
      fault: { en: 'Redis is a replica: it takes no jobs.', zh: 'Redis 是只读副本，不接受任务。' },
      remedy: { en: 'Let REDIS_URL lead to the primary.', zh: '请让 REDIS_URL 指向主节点。' },
    });
  }
  if (['rdb_last_bgsave_status', 'aof_last_write_status'].some((name) => fields.get(name) === 'err')) {
    findings.push({
      status: 'failed',
      code: 'queue.redis-not-saving',
      fault: {
        en: 'Redis could not save to its disk, and by default takes no more jobs then.',
        zh: 'Redis 无法写入磁盘，默认会因此拒绝新任务。',
      },
      remedy: {
        en: 'Look at the log of Redis: its disk is full, or its folder is not its own.',
        zh: '请查看 Redis 日志：磁盘已满或目录权限不足。',
      },
    });
  }
  return findings.length > 0
    ? findings
    : [{ status: 'ok', note: keepingOf(version, fields.get('aof_enabled') === '1') }];
}

/** What is lost is nudged again by the sweeper: it costs time, no message. */
function keepingOf(version: string, appends: boolean): Words {
  return appends
    ? { en: `Redis ${version}; it keeps its jobs over a crash.`, zh: `Redis ${version}；崩溃后任务不丢失。` }
    : {
        en: `Redis ${version}; without its append-only file, what waits may come late after a crash.`,
        zh: `Redis ${version}；未启用 AOF，崩溃后等待中的任务可能延迟处理。`,
      };
}
