import { InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import type { AccountId, ContactId, ConversationId } from '../../common/ids.js';
import type { Sql } from '../../database/database.js';
import { parsePlaceholder, type Placeholder, placeholdersOf } from '../detection/placeholder.js';
import { stringsOf } from '../vault/json-strings.js';
import type { UnmaskingScope } from './unmasking-rows.js';

/** What is to be shown of one contact. */
export interface UnmaskingTarget {
  contactId: ContactId;
  accountId: AccountId;
  /** Where the messages stand, if they stand in one. */
  conversationId: ConversationId | undefined;
  /** Undefined: everything. */
  placeholders: Placeholder[] | undefined;
}

/**
 * Whose placeholders are meant.
 * @throws {NotFoundError} for a contact or a message that there is not.
 * @throws {InvalidRequestError} for what is no numbered placeholder.
 */
export async function targetsOf(
  sql: Sql,
  { contactId, placeholders, messageIds }: UnmaskingScope,
): Promise<UnmaskingTarget[]> {
  return contactId === null
    ? targetsOfMessages(sql, messageIds)
    : [await targetOfContact(sql, contactId, placeholders.map(parsed))];
}

async function targetOfContact(sql: Sql, contactId: ContactId, placeholders: Placeholder[]): Promise<UnmaskingTarget> {
  const [contact] = await sql.rows<{ accountId: AccountId }>(
    'select account_id as "accountId" from contacts where id = $1',
    [contactId],
  );
  if (contact === undefined) {
    throw new NotFoundError('the contact');
  }
  return {
    contactId,
    ...contact,
    conversationId: undefined,
    placeholders: placeholders.length === 0 ? undefined : placeholders,
  };
}

async function targetsOfMessages(sql: Sql, messageIds: readonly string[]): Promise<UnmaskingTarget[]> {
  const messages = await sql.rows<{
    contactId: ContactId;
    accountId: AccountId;
    conversationId: ConversationId;
    content: unknown;
  }>(
    `select m.contact_id as "contactId", c.account_id as "accountId", m.conversation_id as "conversationId", m.content
       from messages m join contacts c on c.id = m.contact_id
      where m.id = any($1)`,
    [messageIds],
  );
  if (messages.length < new Set(messageIds).size) {
    throw new NotFoundError('one of the messages');
  }
  const targets = new Map<ContactId, UnmaskingTarget & { placeholders: Placeholder[] }>();
  for (const { contactId, accountId, conversationId, content } of messages) {
    const target = targets.get(contactId) ?? { contactId, accountId, conversationId, placeholders: [] };
    if (target.conversationId !== conversationId) {
      target.conversationId = undefined;
    }
    target.placeholders.push(...stringsOf(content, () => false).flatMap(placeholdersOf));
    targets.set(contactId, target);
  }
  return [...targets.values()];
}

function parsed(text: string): Placeholder {
  const placeholder = parsePlaceholder(text);
  if (placeholder?.number === undefined) {
    throw new InvalidRequestError('a placeholder is not one of ours', ['placeholders: must be such as 〔手机号·1〕']);
  }
  return placeholder;
}
