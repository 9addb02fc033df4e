import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import type { Delivery } from './delivery.js';

/** How the sending of one part ended. */
export type DeliveryEnd = 'delivered' | 'rejected' | 'withheld';

export interface DeliveryObserver {
  /**
   * Runs in the transaction that records the end of one part, once for each part; the parts behind a rejected one are
   * cancelled and not told of. Nothing remote is called here. What it throws is tried once more and then logged, and
   * the end is recorded without it.
   */
  settled(tx: Tx, delivery: Delivery, end: DeliveryEnd, reason: string | null): Promise<void>;
}

/** Who wants to know what became of what was sent. */
@Injectable()
export class DeliveryObservers {
  private readonly observers: DeliveryObserver[] = [];

  register(observer: DeliveryObserver): void {
    this.observers.push(observer);
  }

  async tell(tx: Tx, delivery: Delivery, end: DeliveryEnd, reason: string | null): Promise<void> {
    for (const observer of this.observers) {
      await observer.settled(tx, delivery, end, reason);
    }
  }
}
