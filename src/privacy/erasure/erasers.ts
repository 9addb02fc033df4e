import { Injectable } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';

/** Rows of one name, as they stand in a contact's copy. */
export interface ExportedPart {
  /** Such as `messages`; parts of one name follow each other. */
  name: string;
  rows: readonly object[];
}

/** What one module holds of contacts. */
export interface Eraser {
  readonly name: string;
  /** The lower, the sooner it erases: what stops new things from being made comes first. */
  readonly rank: number;
  /**
   * Removes a bounded part of what is held of the contact and was there at a moment; what came later is another story.
   * Safe to repeat: what is gone already is no error.
   * @returns whether there may be more: then it is asked again, in another transaction.
   */
  erase(tx: Tx, contactId: ContactId, until: Date): Promise<'more' | 'done'>;
  /**
   * What is held of the contact, in parts of a bounded size. Texts carry placeholders: whoever writes the copy fills in
   * the contact's own originals.
   */
  export(contactId: ContactId): AsyncIterable<ExportedPart>;
}

/** Where the modules that hold something of contacts leave word of how it is copied and erased. */
@Injectable()
export class Erasers {
  private readonly erasers: Eraser[] = [];

  register(eraser: Eraser): void {
    this.erasers.push(eraser);
  }

  all(): readonly Eraser[] {
    return this.erasers.toSorted((a, b) => a.rank - b.rank);
  }
}

/** What stands where a text was erased. */
export const ERASED_TEXT = '（内容已删除）';
