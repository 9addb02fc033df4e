import { Injectable } from '@nestjs/common';
import type { ContactId, ConversationId } from '../../common/ids.js';
import { Database, type Sql, type Tx } from '../../database/database.js';
import { PersonalData } from '../../privacy/detection/personal-data.js';
import { Vault } from '../../privacy/vault/vault.js';
import { stringsIn } from './template.js';
import { type Arguments, isRecord } from './tool-arguments.js';
import type { ToolOutcome, ToolScope } from './tool-kit.js';
import type { ToolDescription } from './tool.js';

/** The contact is being erased: nothing of him is stored any more. */
export class ErasedConversationError extends Error {
  constructor() {
    super('the conversation was erased');
    this.name = 'ErasedConversationError';
  }
}

type Schema = ToolDescription['parameters'];

/** What is sent to a tool, and what is kept of the call: placeholders alone. */
export interface TwofoldArguments {
  sent: Arguments;
  kept: Arguments;
}

/** Smaller numbers are none of a telephone, a card or a person. */
const PERSONAL_NUMBER_MIN = 1e9;

/**
 * What tools are told of contacts: the original of an argument whose schema says `personalData: true`, else the
 * placeholder; and what is kept of calls, which has no personal data. Where there is no contact, as in a trial,
 * placeholders have no numbers, and nobody has the originals.
 */
@Injectable()
export class ToolPrivacy {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly personalData: PersonalData,
  ) {}

  /** Arguments as a model wrote them, JSON, with the originals that the tool may see; what is no object stays as it is. */
  async filled(schema: Schema, argumentsJson: string, { contactId }: ToolScope): Promise<string> {
    const args = contactId === undefined ? undefined : parsed(argumentsJson);
    if (args === undefined || contactId === undefined) {
      return argumentsJson;
    }
    return JSON.stringify({
      ...args,
      ...(await this.vault.fillJson(this.database, contactId, allowedOf(schema, args))),
    });
  }

  /** @param args as the schema accepted them. */
  async both(schema: Schema, args: Arguments, { contactId, conversationId }: ToolScope): Promise<TwofoldArguments> {
    const texts = this.personalNumbersAsText(args);
    if (!stringsIn(texts).some((text) => this.isPersonal(text))) {
      return { sent: args, kept: args };
    }
    const kept =
      contactId === undefined
        ? masked(texts, (text) => this.personalData.mask(text))
        : await this.database.transaction(async (tx) => {
            await this.assertNotErased(tx, conversationId);
            return this.vault.protectJson(tx, contactId, texts);
          });
    return { sent: { ...kept, ...allowedOf(schema, args) }, kept };
  }

  /**
   * Locks the conversation of a call until the transaction ends. A turn learns late that its contact is being erased: what
   * it stores before that would be left.
   */
  async assertNotErased(tx: Tx, conversationId: ConversationId | undefined): Promise<void> {
    if (conversationId === undefined) {
      return;
    }
    const [conversation] = await tx.rows<{ erased: boolean }>(
      `select coalesce(end_reason = 'erased', false) as erased from conversations where id = $1 for share`,
      [conversationId],
    );
    if (conversation?.erased === true) {
      throw new ErasedConversationError();
    }
  }

  /** What a call came to, as it is kept. */
  async protect(tx: Tx, contactId: ContactId | undefined, outcome: ToolOutcome): Promise<ToolOutcome> {
    const texts = this.personalNumbersAsText(outcome);
    return contactId === undefined
      ? masked(texts, (text) => this.personalData.mask(text))
      : this.vault.protectJson(tx, contactId, texts, isMachineName);
  }

  /** What was kept of a call, for whoever makes the call again. */
  async fill(sql: Sql, contactId: ContactId | undefined, outcome: ToolOutcome): Promise<ToolOutcome> {
    return contactId === undefined ? outcome : this.vault.fillJson(sql, contactId, outcome, isMachineName);
  }

  /** A placeholder is a text: a number that it stands for becomes one. */
  private personalNumbersAsText<Value>(value: Value): Value {
    return changed(value, (leaf) =>
      typeof leaf === 'number' && leaf >= PERSONAL_NUMBER_MIN && this.isPersonal(String(leaf)) ? String(leaf) : leaf,
    );
  }

  private isPersonal(text: string): boolean {
    return this.personalData.find(text).length > 0;
  }
}

/** A schema without our mark, which models need not read and providers may refuse. */
export function withoutMarks(schema: Schema): Schema {
  const { properties } = schema;
  if (!isRecord(properties)) {
    return schema;
  }
  const bare = Object.entries(properties).map(([name, property]) => {
    const { personalData: _, ...rest } = isRecord(property) ? property : {};
    return [name, isRecord(property) ? rest : property] as const;
  });
  return { ...schema, properties: Object.fromEntries(bare) };
}

/** The arguments that the tool may see as they are. */
function allowedOf({ properties }: Schema, args: Arguments): Arguments {
  const schemas = isRecord(properties) ? properties : {};
  return Object.fromEntries(
    Object.entries(args).filter(([name]) => {
      const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
      return isRecord(schema) && schema['personalData'] === true;
    }),
  );
}

function masked<Value>(value: Value, mask: (text: string) => string): Value {
  return changed(value, (leaf) => (typeof leaf === 'string' ? mask(leaf) : leaf));
}

/** A copy of a JSON value with other leaves. */
function changed<Value>(value: Value, change: (leaf: unknown) => unknown): Value {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy of the same shape
  return changedLeaves(value, change) as Value;
}

function changedLeaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => changedLeaves(item, change));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changedLeaves(item, change)]))
    : change(value);
}

function isMachineName(key: string): boolean {
  return key === 'reason';
}

function parsed(json: string): Arguments | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
