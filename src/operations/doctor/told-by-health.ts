import type { DoctorCheck, DoctorFinding, DoctorPart, Words } from '../../common/doctor-checks.js';
import type { HealthCheck } from '../../common/health-registry.js';

interface Told {
  /** Of the health check. */
  name: string;
  id: string;
  part: DoctorPart;
  title: Words;
  fault: Words;
  remedy: Words;
}

/** What the parts say of their own health anyway, and what to do where it is bad. */
const told: readonly Told[] = [
  {
    name: 'backlog',
    id: 'queue.backlog',
    part: 'queue',
    title: { en: 'No message waits for long', zh: '没有长时间等待的消息' },
    fault: {
      en: 'A message has waited for an answer, or an answer for being sent, for more than a minute.',
      zh: '有消息等待回复或有回复等待发送超过一分钟。',
    },
    remedy: {
      en: 'See what the checks of the queue, WeCom and the models say, and start more workers where all are busy.',
      zh: '请查看队列、企业微信与模型的检查结果；若工作进程均繁忙，请增加 worker。',
    },
  },
  {
    name: 'audit-sealing',
    id: 'audit.sealing',
    part: 'audit',
    title: { en: 'Audit events are sealed', zh: '审计事件已封印' },
    fault: { en: 'Audit events wait for their seal for more than a minute.', zh: '审计事件超过一分钟未封印。' },
    remedy: {
      en: 'Start a process with ROLE=all or ROLE=worker, and look at its log.',
      zh: '请启动 ROLE=all 或 ROLE=worker 的进程并查看其日志。',
    },
  },
  {
    name: 'audit-anchors',
    id: 'audit.anchors',
    part: 'audit',
    title: { en: 'Seals are anchored outside of the database', zh: '封印已锚定到数据库之外' },
    fault: { en: 'Seals could not be anchored several times in a row.', zh: '封印连续多次锚定失败。' },
    remedy: {
      en: 'Let the process write to AUDIT_ANCHOR_FILE, and check AUDIT_S3_ENDPOINT, the bucket and its keys.',
      zh: '请确认进程可写 AUDIT_ANCHOR_FILE，并核对 AUDIT_S3_ENDPOINT、桶与密钥。',
    },
  },
  {
    name: 'audit-verification',
    id: 'audit.verification',
    part: 'audit',
    title: { en: 'The audit log verifies', zh: '审计日志校验通过' },
    fault: {
      en: 'The last verification of the audit log found a fault, or is overdue.',
      zh: '最近一次审计日志校验发现问题，或已逾期。',
    },
    remedy: {
      en: 'Run "npm run audit:verify", which names the fault, and call in those who are responsible for compliance.',
      zh: '请运行 “npm run audit:verify” 定位问题，并通知合规负责人。',
    },
  },
  {
    name: 'audit-partitions',
    id: 'audit.partitions',
    part: 'audit',
    title: { en: 'The coming months of the audit log have their place', zh: '审计日志未来月份的分区已就绪' },
    fault: { en: 'The next month of the audit log has no partition.', zh: '审计日志缺少下个月的分区。' },
    remedy: {
      en: 'Run "npm run migrate" with DATABASE_OWNER_URL.',
      zh: '请设置 DATABASE_OWNER_URL 并运行 “npm run migrate”。',
    },
  },
];

/** As far as the parts are there that tell. */
export function checksToldBy(health: readonly HealthCheck[]): DoctorCheck[] {
  return told.flatMap(({ name, id, part, title, ...bad }) =>
    health
      .filter((check) => check.name === name)
      .map((check): DoctorCheck => ({
        id,
        part,
        title,
        remote: false,
        examine: async () => [await judge(check, bad)],
      })),
  );
}

async function judge(check: HealthCheck, bad: { fault: Words; remedy: Words }): Promise<DoctorFinding> {
  const { status } = await check.check();
  return status === 'up' ? { status: 'ok' } : { status: 'failed', code: `health.${check.name}`, ...bad };
}
