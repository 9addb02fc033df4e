import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DoctorChecks, type DoctorFinding, type Words } from '../common/doctor-checks.js';
import { Embeddings } from './embeddings.js';
import { ModelChecks } from './model-checks.js';
import { Models } from './models.js';
import { Moderation } from './moderation.js';
import type { FailureReason } from './providers/provider.js';
import { Reranker } from './reranker.js';

const TIMEOUT_MS = 10_000;
const TEXTS = ['营业时间', '几点开门'];

const notConfigured: DoctorFinding = { status: 'skipped', note: { en: 'None is set up.', zh: '未配置。' } };

/** Whether the models that were set up answer. */
@Injectable()
export class ModelDoctor implements OnModuleInit {
  constructor(
    private readonly models: Models,
    private readonly checks: ModelChecks,
    private readonly embeddings: Embeddings,
    private readonly reranker: Reranker,
    private readonly moderation: Moderation,
    private readonly doctor: DoctorChecks,
  ) {}

  onModuleInit(): void {
    const one = { part: 'models', remote: true } as const;
    this.doctor.register(
      {
        ...one,
        id: 'models.answer',
        title: { en: 'Each model answers a sentence', zh: '每个模型都能回答' },
        examine: () => this.answers(),
      },
      {
        ...one,
        id: 'models.embedding',
        title: { en: 'The embedding model makes vectors', zh: '向量模型可用' },
        examine: async () => [await this.embedding()],
      },
      {
        ...one,
        id: 'models.rerank',
        title: { en: 'The reranker orders', zh: '重排模型可用' },
        examine: async () => [await this.rerank()],
      },
      {
        ...one,
        id: 'models.moderation',
        title: { en: 'The moderation endpoint judges', zh: '内容审核接口可用' },
        examine: async () => [await this.moderate()],
      },
    );
  }

  private async answers(): Promise<DoctorFinding[]> {
    const enabled = this.models.list().filter((model) => model.enabled);
    if (enabled.length === 0) {
      const note = {
        en: 'There is no model: answers are quoted from the knowledge base.',
        zh: '未配置模型：直接引用知识库作答。',
      };
      return [{ status: 'ok', note }];
    }
    return Promise.all(
      enabled.map(async ({ id, name }): Promise<DoctorFinding> => {
        const { reason, firstTokenMs } = await this.checks.check(id);
        return reason === undefined
          ? {
              status: 'ok',
              subject: name,
              note: { en: `First words after ${firstTokenMs} ms.`, zh: `首字 ${firstTokenMs} 毫秒。` },
            }
          : {
              ...failed(
                `models.${reason}`,
                { en: `The model fails: ${reason}.`, zh: `模型调用失败：${reason}。` },
                reason,
              ),
              subject: name,
            };
      }),
    );
  }

  private async embedding(): Promise<DoctorFinding> {
    if (this.embeddings.modelName === undefined) {
      return notConfigured;
    }
    const result = await this.embeddings.texts(TEXTS, AbortSignal.timeout(TIMEOUT_MS));
    return result.outcome === 'embedded'
      ? { status: 'ok' }
      : failed(
          'models.embedding-failed',
          { en: `The embedding model fails: ${result.reason}.`, zh: `向量模型调用失败：${result.reason}。` },
          result.reason,
        );
  }

  private async rerank(): Promise<DoctorFinding> {
    if (!this.reranker.available) {
      return notConfigured;
    }
    const order = await this.reranker.order('营业时间', TEXTS, AbortSignal.timeout(TIMEOUT_MS));
    const fault = { en: 'The reranker gives no order.', zh: '重排模型没有返回结果。' };
    return order === undefined ? failed('models.rerank-failed', fault) : { status: 'ok' };
  }

  private async moderate(): Promise<DoctorFinding> {
    if (!this.moderation.available) {
      return notConfigured;
    }
    const result = await this.moderation.check('您好', AbortSignal.timeout(TIMEOUT_MS));
    const fault = { en: 'The moderation endpoint gives no result.', zh: '内容审核接口没有返回结果。' };
    return result.outcome === 'degraded' ? failed('models.moderation-failed', fault) : { status: 'ok' };
  }
}

function failed(code: string, fault: Words, reason?: FailureReason): DoctorFinding {
  return { status: 'failed', code, fault, remedy: remedyOf(reason) };
}

function remedyOf(reason: FailureReason | undefined): Words {
  if (reason === 'unauthorised') {
    return { en: 'Set the key that the provider gave you.', zh: '请填写服务商提供的正确密钥。' };
  }
  if (reason === 'timeout') {
    return {
      en: 'Take a faster model or one that is nearer, or give it more time.',
      zh: '请更换更快或更近的模型，或放宽超时。',
    };
  }
  return {
    en: 'Check the base URL, the key and the name of the model, the account of the provider, and whether this server reaches it (HTTPS_PROXY).',
    zh: '请核对接口地址、密钥、模型名称与服务商账户余额，并确认本服务器能访问（HTTPS_PROXY）。',
  };
}
