import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DoctorChecks, type DoctorFinding } from '../../common/doctor-checks.js';
import { Operators } from './operators.js';

const nobody: DoctorFinding = {
  status: 'warning',
  code: 'people.no-operator',
  fault: {
    en: 'There is no enabled operator: who asks for a human waits, and gets a ticket.',
    zh: '没有启用的坐席：转人工的客户只能等待或转为工单。',
  },
  remedy: {
    en: 'Create operators with POST /api/v1/operators (docs/handoff.md).',
    zh: '请用 POST /api/v1/operators 创建坐席（见 docs/handoff.zh-CN.md）。',
  },
};

/** Whether there is somebody to hand a conversation to. */
@Injectable()
export class OperatorChecks implements OnModuleInit {
  constructor(
    private readonly operators: Operators,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    this.doctor.register({
      id: 'people.operators',
      part: 'people',
      remote: false,
      title: { en: 'There are operators', zh: '已配置坐席' },
      examine: async () => [this.examine()],
    });
  }

  private examine(): DoctorFinding {
    const count = this.operators.list().filter((operator) => operator.enabled).length;
    return count === 0 ? nobody : { status: 'ok', note: { en: `Operators: ${count}.`, zh: `坐席：${count} 名。` } };
  }
}
