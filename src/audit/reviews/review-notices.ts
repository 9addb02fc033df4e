import { Injectable, Logger } from '@nestjs/common';

/** What people shall hear of: answers wait for a review, or periods went by without one. Holds no personal data. */
export type ReviewNotice =
  | {
      event: 'audit.review-due';
      name: string;
      savedSearchId: string;
      runId: string;
      from: string;
      to: string;
      found: number;
      sampled: number;
    }
  | { event: 'audit.review-missed'; name: string; savedSearchId: string; from: string; to: string; periods: number };

type Due = Omit<Extract<ReviewNotice, { event: 'audit.review-due' }>, 'event'>;
type Missed = Omit<Extract<ReviewNotice, { event: 'audit.review-missed' }>, 'event'>;

/** Whoever can tell people registers here: this module knows none of them. */
@Injectable()
export class ReviewNotices {
  private readonly logger = new Logger(ReviewNotices.name);
  private readonly tellers: ((notice: ReviewNotice) => Promise<void>)[] = [];

  register(teller: (notice: ReviewNotice) => Promise<void>): void {
    this.tellers.push(teller);
  }

  due(due: Due): Promise<void> {
    return this.tell({ event: 'audit.review-due', ...due });
  }

  missed(missed: Missed): Promise<void> {
    return this.tell({ event: 'audit.review-missed', ...missed });
  }

  /** Never throws: the run stands in its table, whoever was told of it. */
  private async tell(notice: ReviewNotice): Promise<void> {
    for (const teller of this.tellers) {
      try {
        await teller(notice);
      } catch (error) {
        this.logger.error({ event: notice.event, error: String(error) }, 'nobody could be told');
      }
    }
  }
}
