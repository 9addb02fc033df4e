import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DoctorChecks, type DoctorFinding } from '../../common/doctor-checks.js';
import { AppConfig } from '../../config/app-config.js';
import { StaffDirectory } from './staff-directory.js';

const nobody: DoctorFinding = {
  status: 'warning',
  code: 'access.no-administrator',
  fault: {
    en: 'No member of the staff administers: only ADMIN_API_KEY can change anything here.',
    zh: '没有任何成员是管理员：只有 ADMIN_API_KEY 可以管理本系统。',
  },
  remedy: {
    en: 'Sign in and enter the one-time code that the program logged when it started, or run "npm run kefu -- staff reset-administrator USERID" (docs/access.md).',
    zh: '请登录并输入程序启动时打印的一次性代码，或运行 “npm run kefu -- staff reset-administrator 成员”（见 docs/access.zh-CN.md）。',
  },
};

/** Whether somebody administers, where people can sign in at all. */
@Injectable()
export class StaffChecks implements OnModuleInit {
  constructor(
    private readonly staff: StaffDirectory,
    private readonly config: AppConfig,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register({
      id: 'access.administrator',
      part: 'access',
      remote: false,
      title: { en: 'Somebody administers', zh: '已有管理员' },
      examine: async () => [await this.examine()],
    });
  }

  private async examine(): Promise<DoctorFinding> {
    if (this.config.publicOrigin === undefined) {
      const note = { en: 'Nobody signs in without PUBLIC_URL.', zh: '未设置 PUBLIC_URL，无人可以登录。' };
      return { status: 'skipped', note };
    }
    return (await this.staff.administratorExists()) ? { status: 'ok' } : nobody;
  }
}
