import { hostname } from 'node:os';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { SYSTEM } from '../common/access.js';
import { AppConfig } from '../config/app-config.js';
import { programVersion } from '../config/program-version.js';
import { shownEnvironment } from '../config/shown-environment.js';

/** When the program ran, as what, and with which configuration. */
@Injectable()
export class ProgramLog implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ProgramLog.name);
  private readonly process = { host: hostname(), pid: process.pid };

  constructor(
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {}

  /** A program whose start cannot be recorded does not start. */
  async onApplicationBootstrap(): Promise<void> {
    const { environment } = this.config;
    const details = {
      ...this.process,
      role: environment.ROLE,
      version: programVersion(),
      node: process.version,
      configuration: shownEnvironment(environment),
    };
    await this.audit.recordAlone({ actor: SYSTEM }, { action: 'program.started', details });
  }

  /** One that was killed leaves no such event; the next start tells that there was none. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    const details = { ...this.process, ...(signal !== undefined && { signal }) };
    try {
      await this.audit.recordAlone({ actor: SYSTEM }, { action: 'program.stopped', details });
    } catch (error) {
      this.logger.warn({ err: error }, 'the end of the program was not recorded');
    }
  }
}
