import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../common/app-error.js';
import { isDatabaseAway } from '../common/database-away.js';
import type { DoctorPart, Words } from '../common/doctor-checks.js';
import { type DoctorLanguage, presentEntry } from '../common/doctor-entry.dto.js';
import { type DoctorEntry, overallStatus } from '../common/doctor-examination.js';
import { accountIdOf } from '../common/ids.js';
import type { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/load-config.js';
import { FIRST_MODEL_ID } from '../models/first-model.js';
import { ModelStore } from '../models/model-store.js';
import { Doctor, type DoctorReport, type Examination } from '../operations/doctor/doctor.js';
import { Accounts } from '../settings/accounts.js';
import { insideProgram } from './kefu/inside-program.js';
import { reasonOf } from './kefu/outcome.js';

/** Examines from the outside: why the program would not start is a finding too. */
export async function examineSetUp(load: () => AppConfig, examination: Examination): Promise<DoctorReport> {
  const checkedAt = new Date();
  try {
    const config = load();
    return await insideProgram({ config }, async ({ get }) => {
      const report = await get(Doctor).examine(examination);
      const entries = [...unstored(config, get(Accounts), get(ModelStore)), ...report.entries];
      return { ...report, status: overallStatus(entries), entries };
    });
  } catch (error) {
    const entries = startFailures(error);
    return { status: overallStatus(entries), checkedAt, entries };
  }
}

/**
 * What the environment says of the first app and the first model counts from the next start on: what was examined is what
 * is stored, and the doctor changes nothing.
 */
function unstored({ firstApp, firstModel }: AppConfig, accounts: Accounts, models: ModelStore): DoctorEntry[] {
  const found: DoctorEntry[] = [];
  if (firstApp !== undefined) {
    const { corpId, agentId, ...secrets } = firstApp;
    if (!isDeepStrictEqual(accounts.byId(accountIdOf(corpId, agentId))?.secrets, secrets)) {
      found.push(notInForce('WECOM_…'));
    }
  }
  if (firstModel !== undefined && models.get(FIRST_MODEL_ID) === undefined) {
    found.push(notInForce('LLM_…'));
  }
  return found;
}

function notInForce(variables: string): DoctorEntry {
  const fault = {
    en: `What the environment says with ${variables} is not in force yet: what is checked is what the program has stored.`,
    zh: `环境中 ${variables} 的内容尚未生效：下面检查的是程序已保存的内容。`,
  };
  const remedy = {
    en: 'Restart the program, and run the doctor again.',
    zh: '请重启程序，然后再次运行检查。',
  };
  const code = 'installation.not-in-force';
  const entry = failure('installation.in-force', 'installation', titles.inForce, code, '', remedy);
  return { ...entry, status: 'warning', fault };
}

/** Why the program would not start: nothing else can be checked. */
function startFailures(error: unknown): DoctorEntry[] {
  if (error instanceof ConfigurationError) {
    return error.faults.map((fault) =>
      failure('installation.configuration', 'installation', titles.configuration, error.code, fault, {
        en: 'Set it as .env.example says: in the environment, in .env, or in a file that <NAME>_FILE names.',
        zh: '请按 .env.example 的说明设置：环境变量、.env 文件，或由 <NAME>_FILE 指定的文件。',
      }),
    );
  }
  const reason = reasonOf(error).replace(/\.$/, '');
  if (isDatabaseAway(error) || (error instanceof AppError && error.code === 'database.unavailable')) {
    return [
      failure('database.reachable', 'database', titles.database, 'database.unavailable', reason, remedies.database),
    ];
  }
  const code = error instanceof AppError ? error.code : 'server.internal';
  const remedy = remedies[code === 'secret.master-key-wrong' || code === 'database.migration-missing' ? code : 'other'];
  return [failure('installation.start', 'installation', titles.start, code, reason, remedy)];
}

const titles = {
  configuration: { en: 'The configuration is complete and well-formed', zh: '配置完整且格式正确' },
  database: { en: 'The database answers and takes changes', zh: '数据库可连接且可写' },
  inForce: { en: 'The program works with what the environment says', zh: '程序使用的就是环境中的配置' },
  start: { en: 'The program can start', zh: '程序可以启动' },
};

const remedies = {
  database: {
    en: 'Start PostgreSQL, and check DATABASE_URL: host, port, database, role and password. Without DATABASE_URL, start the program once, which makes its own database under DATA_DIR.',
    zh: '请启动 PostgreSQL 并核对 DATABASE_URL 的主机、端口、库名、角色与密码。未设置 DATABASE_URL 时，请先启动一次程序，它会在 DATA_DIR 下建立自带数据库。',
  },
  'secret.master-key-wrong': {
    en: 'Set the MASTER_KEY that the data was sealed under, or name it in MASTER_KEY_PREVIOUS.',
    zh: '请设置加密数据时使用的 MASTER_KEY，或在 MASTER_KEY_PREVIOUS 中列出。',
  },
  'database.migration-missing': {
    en: 'Run "npm run migrate" with DATABASE_OWNER_URL. The database under DATA_DIR migrates when the program starts.',
    zh: '请设置 DATABASE_OWNER_URL 并运行 “npm run migrate”。DATA_DIR 下自带的数据库在程序启动时自动升级。',
  },
  other: {
    en: 'Look the code up in docs/errors.md, and start the program to see its log.',
    zh: '请在 docs/errors.md 查询该错误码，并启动程序查看日志。',
  },
} as const;

function failure(id: string, part: DoctorPart, title: Words, code: string, reason: string, remedy: Words): DoctorEntry {
  const fault = { en: `${reason}.`, zh: `${reason}。` };
  return { id, part, title, subject: null, status: 'failed', fault, remedy, note: null, code, ms: 0 };
}

/** One line. */
export function reportAsJson({ status, checkedAt, entries }: DoctorReport, language: DoctorLanguage): string {
  const checks = entries.map((entry) => presentEntry(entry, language));
  return JSON.stringify({ status, checkedAt: checkedAt.toISOString(), checks });
}

const MARKS = { ok: '✓', warning: '!', failed: '✗', skipped: '-' } as const;

/** For people. */
export function reportAsText({ status, entries }: DoctorReport, language: DoctorLanguage): string {
  const lines = entries
    .map((entry) => presentEntry(entry, language))
    .flatMap((entry) => {
      const subject = entry.subject === null ? '' : ` (${entry.subject})`;
      const note = entry.note === null ? '' : `: ${entry.note}`;
      const code = entry.code === null ? '' : ` [${entry.code}]`;
      return [
        `${MARKS[entry.status]} ${entry.title}${subject}${note}`,
        ...(entry.fault === null ? [] : [`    ${entry.fault}${code}`]),
        ...(entry.remedy === null ? [] : [`    → ${entry.remedy}`]),
      ];
    });
  return [...lines, '', verdicts[status][language]].join('\n');
}

const verdicts = {
  ok: { en: 'GREEN: a message that comes in now will be answered.', zh: '正常：现在收到的消息会得到回复。' },
  warning: {
    en: 'GREEN, with warnings: a message that comes in now will be answered.',
    zh: '正常但有警告：现在收到的消息会得到回复。',
  },
  failed: {
    en: 'RED: put right what failed, from the top.',
    zh: '异常：请自上而下修复失败项。',
  },
};
