import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { DoctorChecks, type DoctorFinding } from '../common/doctor-checks.js';
import { Database } from '../database/database.js';
import { Knowledge } from './knowledge.js';

const nothingPublished: DoctorFinding = {
  status: 'warning',
  code: 'knowledge.empty',
  fault: {
    en: 'Nothing is published: no question is answered from the knowledge base.',
    zh: '没有已发布的文档：任何问题都无法从知识库作答。',
  },
  remedy: {
    en: 'Import documents with publish=true (docs/knowledge.md), or publish those that are drafts.',
    zh: '请以 publish=true 导入文档（见 docs/knowledge.zh-CN.md），或发布现有草稿。',
  },
};

/** Whether there is something to answer with, and whether it is found. */
@Injectable()
export class KnowledgeChecks implements OnModuleInit {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly database: Database,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register({
      id: 'knowledge.search',
      part: 'knowledge',
      remote: false,
      title: { en: 'The knowledge base holds something and is searched', zh: '知识库有内容且可检索' },
      examine: async () => [await this.search()],
    });
  }

  private async search(): Promise<DoctorFinding> {
    const [row] = await this.database.rows<{ found: boolean }>(
      `select exists (select from documents where state = 'published') as found`,
    );
    if (row?.found !== true) {
      return nothingPublished;
    }
    try {
      await this.knowledge.find('营业时间', { limit: 1 });
      return { status: 'ok' };
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      return {
        status: 'failed',
        code: error.code,
        fault: { en: `The search fails: ${error.message}.`, zh: `检索失败：${error.message}。` },
        remedy: {
          en: 'Wait until the index is built, and look at the log; it needs memory for what is published.',
          zh: '请等待索引建立完成并查看日志；索引需要足够内存。',
        },
      };
    }
  }
}
