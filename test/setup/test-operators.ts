import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { expect } from 'vitest';
import type { AccountId, ConversationId, HandoffId, OperatorId } from '../../src/common/ids.js';
import { asId, contactIdOf, newId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { GroupsModule } from '../../src/handoff/groups/groups.module.js';
import { OperatorsModule } from '../../src/handoff/operators/operators.module.js';
import { HandoffRulesModule } from '../../src/handoff/rules/handoff-rules.module.js';
import { type Call, TestPlatform } from './test-platform.js';

export const OPERATORS_URL = '/api/v1/operators';
export const GROUPS_URL = '/api/v1/groups';
export const RULES_URL = '/api/v1/handoff-rules';

/** The API of operators, groups and rules on a database of its own, with two apps of one corp and one of another. */
export class TestOperators {
  private count = 0;

  private constructor(
    readonly platform: TestPlatform,
    readonly accountId: AccountId,
    readonly siblingId: AccountId,
    readonly strangerId: AccountId,
  ) {}

  /** @param beside a module that is needed as well. */
  static async start(...beside: readonly Type[]): Promise<TestOperators> {
    const platform = await TestPlatform.start((config) => [
      ...beside,
      GroupsModule.forRoot(config),
      OperatorsModule.forRoot(config),
      HandoffRulesModule.forRoot(config),
    ]);
    const account = async (corpId: string, agentId: number): Promise<AccountId> => {
      const parameters = { corpId, agentId };
      const secrets = { secret: 's', token: 't', encodingAesKey: 'a'.repeat(43) };
      const body = { kind: 'wecom-app', name: `${corpId} ${agentId}`, parameters, secrets };
      return asId((await platform.call({ method: 'POST', url: '/api/v1/accounts', body })).json().id);
    };
    const ids = [await account('ww1', 1), await account('ww1', 2), await account('ww2', 1)] as const;
    return new TestOperators(platform, ...ids);
  }

  get app(): NestFastifyApplication {
    return this.platform.app;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  async call(
    method: NonNullable<Call['method']>,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
    on = this.app,
  ) {
    const answer = await this.platform.call({ method, url, ...(body !== undefined && { body }), headers, on });
    const parsed = answer.text === '' ? undefined : answer.json();
    return { status: answer.status, tag: answer.headers.etag, body: parsed };
  }

  /** One whom nobody else is. */
  async operator(fields: Record<string, unknown> = {}) {
    this.count += 1;
    const made = { name: `坐席${this.count}`, memberId: `member-${this.count}`, accountId: this.accountId };
    return this.created(OPERATORS_URL, { ...made, ...fields });
  }

  async group(fields: Record<string, unknown> = {}) {
    this.count += 1;
    return this.created(GROUPS_URL, { name: `组${this.count}`, ...fields });
  }

  async rule(fields: Record<string, unknown> = {}) {
    this.count += 1;
    return this.created(RULES_URL, { name: `规则${this.count}`, ...fields });
  }

  /** A case in some state, as it would stand there. */
  async aCase(fields: { externalId?: string; state?: string; operatorId?: OperatorId; claimedAt?: Date } = {}) {
    const { externalId = `contact-${newId()}`, state = 'claimed', operatorId, claimedAt = new Date() } = fields;
    const contactId = contactIdOf(this.accountId, externalId);
    const [id, conversationId] = [newId<HandoffId>(), newId<ConversationId>()];
    await this.database.transaction(async (tx) => {
      await tx.run('insert into contacts (id, account_id, external_id) values ($1, $2, $3) on conflict do nothing', [
        contactId,
        this.accountId,
        externalId,
      ]);
      await tx.run(`insert into conversations (id, contact_id, account_id, state) values ($1, $2, $3, 'ended')`, [
        conversationId,
        contactId,
        this.accountId,
      ]);
      await tx.run(
        `insert into handoffs (id, conversation_id, contact_id, account_id, reason, state, operator_id, claimed_at)
         values ($1, $2, $3, $4, 'asked-for-human', $5, $6, $7)`,
        [id, conversationId, contactId, this.accountId, state, operatorId ?? null, claimedAt],
      );
    });
    return { id, contactId };
  }

  /** What was recorded of the one with this id, oldest first. */
  audited(id: string): Promise<{ action: string; actor: unknown; details: unknown }[]> {
    return this.database.rows(
      `select action, actor, details from audit_events
        where $1 in (details->>'operatorId', details->>'groupId', details->>'ruleId') order by id`,
      [id],
    );
  }

  private async created(url: string, body: unknown) {
    const made = await this.call('POST', url, body);
    expect(made.body).toMatchObject({ version: 1 });
    return made.body;
  }
}
