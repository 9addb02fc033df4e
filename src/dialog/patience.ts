import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { Lease } from '../messaging/leases.js';
import type { TakenMessages } from '../messaging/open-messages.js';
import { TurnEnding } from './turn-ending.js';

/** Never silence: when a turn takes long, the contact is told once that the answer is coming. */
@Injectable()
export class Patience {
  private readonly logger = new Logger(Patience.name);
  private readonly patienceMs: number;

  constructor(
    config: AppConfig,
    private readonly ending: TurnEnding,
  ) {
    this.patienceMs = config.environment.DIALOG_PATIENCE_MS;
  }

  async during<T>(lease: Lease, taken: TakenMessages, work: () => Promise<T>): Promise<T> {
    let asking: Promise<void> | undefined;
    const ask = (): void => {
      asking = this.ask(lease, taken);
    };
    const timer = setTimeout(ask, Math.max(0, this.patienceMs - taken.ageMs));
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      await asking; // else the answer could get the lower sequence and overtake it
    }
  }

  private async ask(lease: Lease, taken: TakenMessages): Promise<void> {
    try {
      await this.ending.askForPatience(lease, taken);
    } catch (error) {
      this.logger.warn({ turnId: taken.turnId, error: String(error) }, 'the contact could not be asked for patience');
    }
  }
}
