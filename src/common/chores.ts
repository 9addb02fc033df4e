import { Injectable } from '@nestjs/common';

/** Housekeeping that one process does for all, every now and then; safe to skip and to repeat. */
export interface Chore {
  readonly name: string;
  run(): Promise<unknown>;
}

/** Where modules leave their chores; the sweeper does them. */
@Injectable()
export class Chores {
  private readonly chores: Chore[] = [];

  register(chore: Chore): void {
    this.chores.push(chore);
  }

  all(): readonly Chore[] {
    return this.chores;
  }
}
