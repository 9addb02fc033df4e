import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { DoctorChecks, type DoctorFinding } from '../common/doctor-checks.js';
import { SecretBox } from '../common/secret-box.js';
import { Database } from './database.js';
import { assertMasterKey } from './master-key-check.js';
import { assertMigrated } from './migrator.js';

const CLOCK_TOLERANCE_S = 30;

const readOnly: DoctorFinding = {
  status: 'failed',
  code: 'database.read-only',
  fault: {
    en: 'The database takes no changes: it is a standby, or read-only.',
    zh: '数据库只读（备库或只读模式），无法写入。',
  },
  remedy: { en: 'Let DATABASE_URL name the primary.', zh: '请让 DATABASE_URL 指向主库。' },
};

const tooStrong: DoctorFinding = {
  status: 'warning',
  code: 'database.role-too-strong',
  fault: {
    en: 'The role of DATABASE_URL may change the audit log.',
    zh: 'DATABASE_URL 所用的角色可以修改审计日志。',
  },
  remedy: {
    en: 'Give the application a role of its own in DATABASE_URL, name the owner in DATABASE_OWNER_URL, and run "npm run migrate".',
    zh: '请在 DATABASE_URL 使用应用专用角色，在 DATABASE_OWNER_URL 填写表的所有者，然后运行 “npm run migrate”。',
  },
};

/** Whether the database is there, is ours, and is as the program needs it. */
@Injectable()
export class DatabaseChecks implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register(
      {
        id: 'database.reachable',
        part: 'database',
        remote: false,
        title: { en: 'The database answers and takes changes', zh: '数据库可连接且可写' },
        examine: async () => [await this.reachable()],
      },
      {
        id: 'database.migrations',
        part: 'database',
        remote: false,
        title: { en: 'The database has every migration', zh: '数据库迁移完整' },
        examine: async () => [await this.migrations()],
      },
      {
        id: 'database.rights',
        part: 'database',
        remote: false,
        title: { en: 'The application may not change the audit log', zh: '应用角色无权修改审计日志' },
        examine: async () => [await this.rights()],
      },
      {
        id: 'database.clock',
        part: 'database',
        remote: false,
        title: { en: "The clock, held against the database's", zh: '与数据库的时钟偏差' },
        examine: async () => [await this.clock()],
      },
      {
        id: 'installation.master-key',
        part: 'installation',
        remote: false,
        title: { en: 'The master key opens what is stored', zh: '主密钥可解开已存数据' },
        examine: async () => [await this.masterKey()],
      },
    );
  }

  private async reachable(): Promise<DoctorFinding> {
    const [row] = await this.database.rows<{ writable: boolean }>(
      `select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as writable`,
    );
    return row?.writable === true ? { status: 'ok' } : readOnly;
  }

  private async migrations(): Promise<DoctorFinding> {
    return orFailed(assertMigrated(this.dataSource), {
      en: 'Run "npm run migrate" with DATABASE_OWNER_URL.',
      zh: '请设置 DATABASE_OWNER_URL 并运行 “npm run migrate”。',
    });
  }

  private async masterKey(): Promise<DoctorFinding> {
    return orFailed(assertMasterKey(this.dataSource, this.box), {
      en: 'Set the MASTER_KEY that the data was sealed under, or name it in MASTER_KEY_PREVIOUS.',
      zh: '请设置加密数据时使用的 MASTER_KEY，或在 MASTER_KEY_PREVIOUS 中列出。',
    });
  }

  private async rights(): Promise<DoctorFinding> {
    const [row] = await this.database.rows<{ may: boolean }>(
      `select has_table_privilege('audit_events', 'update') or has_table_privilege('audit_events', 'delete') as may`,
    );
    return row?.may === true ? tooStrong : { status: 'ok' };
  }

  private async clock(): Promise<DoctorFinding> {
    const sentAt = Date.now();
    const [row] = await this.database.rows<{ at: Date }>('select clock_timestamp() as at');
    const aheadS = Math.round(((row?.at.getTime() ?? sentAt) - (sentAt + Date.now()) / 2) / 1_000);
    if (Math.abs(aheadS) <= CLOCK_TOLERANCE_S) {
      return { status: 'ok' };
    }
    return {
      status: 'warning',
      code: 'database.clock-off',
      fault: {
        en: `The clocks of this server and of the database are ${Math.abs(aheadS)} s apart.`,
        zh: `本服务器与数据库的时钟相差 ${Math.abs(aheadS)} 秒。`,
      },
      remedy: { en: 'Set both clocks by NTP.', zh: '请用 NTP 校准两者的时钟。' },
    };
  }
}

async function orFailed(asserting: Promise<void>, remedy: { en: string; zh: string }): Promise<DoctorFinding> {
  try {
    await asserting;
    return { status: 'ok' };
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    const fault = { en: `${error.title}: ${error.message}.`, zh: `${error.code}：${error.message}。` };
    return { status: 'failed', code: error.code, fault, remedy };
  }
}
