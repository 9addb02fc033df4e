import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { Sealer, SEAL_EVENTS_MAX } from './sealer.js';

/** What was stored is sealed within 2 s; so often it is looked for. */
const INTERVAL_MS = 500;

/** Seals while the program runs, in every process that works: whoever comes first does it. */
@Injectable()
export class Sealing implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Sealing.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = true;
  private isFailing = false;

  constructor(
    private readonly sealer: Sealer,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.runsJobs) {
      this.isStopped = false;
      this.later(0);
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private later(milliseconds: number): void {
    if (!this.isStopped) {
      this.timer = setTimeout(() => {
        this.running = this.run();
      }, milliseconds).unref();
    }
  }

  private async run(): Promise<void> {
    let taken = 0;
    try {
      taken = await this.sealer.sealNext();
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing && !this.isStopped) {
        this.logger.error({ err: error }, 'audit events cannot be sealed; it is tried again and again');
      }
      this.isFailing = true;
    }
    this.later(taken === SEAL_EVENTS_MAX ? 0 : INTERVAL_MS);
  }
}
