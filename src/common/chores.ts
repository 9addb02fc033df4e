import { Injectable, Logger } from '@nestjs/common';

/** Housekeeping that one process does for all, every now and then; safe to skip and to repeat. */
export interface Chore {
  readonly name: string;
  run(): Promise<unknown>;
}

/** Where modules leave their chores; the sweeper does them. */
@Injectable()
export class Chores {
  private readonly logger = new Logger(Chores.name);
  private readonly chores: Chore[] = [];

  register(chore: Chore): void {
    this.chores.push(chore);
  }

  all(): readonly Chore[] {
    return this.chores;
  }

  /** One after the other: one that fails leaves the others their turn, and is tried again with the next round. */
  async doAll(): Promise<void> {
    for (const chore of this.chores) {
      try {
        await chore.run();
      } catch (error) {
        this.logger.warn({ chore: chore.name, error: String(error) }, 'a chore failed; the next round tries it again');
      }
    }
  }
}
