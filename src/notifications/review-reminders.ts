import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ReviewNotice, ReviewNotices } from '../audit/reviews/review-notices.js';
import { Database } from '../database/database.js';
import { Notifications } from './notifications.js';

/** Tells the sinks that ask for `audit.review-due` or `audit.review-missed` what a saved search came to. */
@Injectable()
export class ReviewReminders implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly notices: ReviewNotices,
  ) {}

  onModuleInit(): void {
    this.notices.register((notice) => this.tell(notice));
  }

  private async tell(notice: ReviewNotice): Promise<void> {
    const { event, name, savedSearchId, to, ...data } = notice;
    const key = `${event}/${savedSearchId}/${to}`;
    await this.database.transaction((tx) =>
      this.notifications.notify(tx, {
        event,
        key,
        to: [],
        subject: event === 'audit.review-due' ? '有答复待复核' : '复核周期已错过',
        text: textOf(notice),
        data: { name, savedSearchId, to, ...data },
        requestId: key,
      }),
    );
  }
}

function textOf(notice: ReviewNotice): string {
  const period = `${notice.from} 至 ${notice.to}`;
  return notice.event === 'audit.review-due'
    ? `${notice.name}：${period} 共有 ${notice.found} 条，抽取 ${notice.sampled} 条待复核`
    : `${notice.name}：${period} 的 ${notice.periods} 个周期没有复核`;
}
