import { Injectable } from '@nestjs/common';
import type { AuditScope } from '../../audit/audit-event.js';
import type { OperatorId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import { formatPlaceholder, placeholdersOf } from '../../privacy/detection/placeholder.js';
import { Reveals } from '../../privacy/unmasking/reveals.js';
import { Vault } from '../../privacy/vault/vault.js';
import { Operators } from '../operators/operators.js';
import type { RelayedCase } from './relayed-case.js';

/** A text with a contact's originals in it. */
export interface Revealed {
  text: string;
  /** Those that were filled in; none: the text is as it was. */
  placeholders: readonly string[];
}

export type RevealedCase = Pick<RelayedCase, 'contactId' | 'accountId' | 'conversationId' | 'operatorId'>;

/** Why, as the audit log says it. */
const REASON = 'handoff.claimed';

/** What contacts wrote of themselves, for the operator who has claimed their case, if he may see it. */
@Injectable()
export class CaseOriginals {
  constructor(
    private readonly vault: Vault,
    private readonly reveals: Reveals,
    private readonly operators: Operators,
  ) {}

  /** Whoever shows the text records it. The case is one that the operator has, as far as the caller knows. */
  async fill(sql: Sql, operatorId: OperatorId, handoff: RevealedCase, text: string): Promise<Revealed> {
    const maySee = handoff.operatorId === operatorId && this.operators.byId(operatorId)?.seesOriginals === true;
    const placeholders = maySee ? numbered(text) : [];
    if (placeholders.length === 0) {
      return { text, placeholders };
    }
    const [filled = text] = await this.vault.fill(sql, handoff.contactId, [text]);
    return { text: filled, placeholders: filled === text ? [] : placeholders };
  }

  /** In the transaction that sends the text. */
  async record(
    tx: Tx,
    doer: Pick<AuditScope, 'actor' | 'requestId'>,
    { contactId, accountId, conversationId }: RevealedCase,
    { placeholders }: Revealed,
  ): Promise<void> {
    if (placeholders.length > 0) {
      const scope = { ...doer, accountId, contactId, conversationId };
      await this.reveals.record(tx, scope, { contactId, placeholders, reason: REASON });
    }
  }
}

function numbered(text: string): string[] {
  const all = placeholdersOf(text).flatMap(({ label, number }) =>
    number === undefined ? [] : [formatPlaceholder(label, number)],
  );
  return [...new Set(all)];
}
