import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { GroupId, OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { Operators } from '../operators/operators.js';
import { Presence, type PresenceObserver } from '../operators/presence.js';
import { Waiting } from './waiting.js';

/** Whoever comes online is offered what waits in his groups at once; without groups, what waits anywhere. */
@Injectable()
export class BackOnline implements PresenceObserver, OnModuleInit {
  constructor(
    private readonly presence: Presence,
    private readonly operators: Operators,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.presence.register(this);
  }

  async cameOnline(tx: Tx, operatorId: OperatorId): Promise<void> {
    const groupIds = this.operators.byId(operatorId)?.groupIds ?? [];
    const places: readonly (GroupId | null)[] = groupIds.length === 0 ? [null] : groupIds;
    for (const groupId of places) {
      await this.waiting.moveUp(tx, groupId);
    }
  }
}
