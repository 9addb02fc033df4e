import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { Fails } from '../common/api-errors.js';
import { InvalidRequestError } from '../common/app-error.js';
import { Idempotent } from '../common/idempotency.js';
import { decodeCursor, toPage } from '../common/paging.js';
import { RequestId } from '../common/request-id.js';
import { NotificationList } from './notification-list.js';
import { NotificationPage, NotificationQuery, NotificationView, presentNotification } from './notification-views.js';

/** What was sent to operators and sinks, what became of it, and another try for what is dead. */
@ApiTags('notifications')
@ApiBearerAuth()
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationList) {}

  @ApiOperation({ summary: 'List the notifications', description: 'Newest first.' })
  @Get()
  @RequirePermission('notification.read')
  @ApiOkResponse({ type: NotificationPage })
  async list(@Query() { state, handoffId, limit, cursor }: NotificationQuery): Promise<NotificationPage> {
    const before = cursor === undefined ? undefined : sequenceOf(cursor);
    const rows = await this.notifications.list({ state, handoffId, before, limit: limit + 1 });
    const { items, nextCursor } = toPage(rows, limit, ({ sequence }) => sequence);
    return { items: items.map(presentNotification), nextCursor };
  }

  @ApiOperation({ summary: 'Read a notification' })
  @Get(':id')
  @RequirePermission('notification.read')
  @ApiOkResponse({ type: NotificationView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<NotificationView> {
    return presentNotification(await this.notifications.get(id));
  }

  @ApiOperation({
    summary: 'Send a dead notification again',
    description: 'Sends a dead one again, with the same Message-ID or delivery id.',
  })
  @Fails('notification.not-dead')
  @Post(':id/replay')
  @Idempotent()
  @HttpCode(202)
  @RequirePermission('notification.manage')
  @ApiAcceptedResponse({ type: NotificationView })
  async replay(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<NotificationView> {
    return presentNotification(await this.notifications.replay(caller, requestId, id));
  }
}

/** @throws {InvalidRequestError} for a cursor that holds no sequence. */
function sequenceOf(cursor: string): string {
  const sequence = decodeCursor(cursor);
  if (!/^\d{1,18}$/.test(sequence)) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return sequence;
}
