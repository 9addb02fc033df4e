import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import type { FailedNotification } from './notification.js';

export interface NotificationObserver {
  /**
   * The notification will never arrive: its operator left the enterprise (`errcode-60111`), is out of the scope of the
   * app (`errcode-81013`), or whatever else the reason says. Called before its row is closed, in that transaction, so
   * that both stand or neither does.
   */
  failed(tx: Tx, notification: FailedNotification, reason: string): Promise<void>;
}

/** Who wants to know what became of notifications. */
@Injectable()
export class NotificationObservers {
  private readonly observers: NotificationObserver[] = [];

  register(observer: NotificationObserver): void {
    this.observers.push(observer);
  }

  async failed(tx: Tx, notification: FailedNotification, reason: string): Promise<void> {
    for (const observer of this.observers) {
      await observer.failed(tx, notification, reason);
    }
  }
}
