import type { ConversationId } from '../../common/ids.js';
import type { Sql } from '../../database/database.js';
import type { InboundContent, OutboundContent } from '../../messaging/content.js';
import { mask } from '../../privacy/detection/masking.js';
import { operatorTexts } from '../texts/operator-texts.js';

/** One message, as an operator is shown it before he has the case. */
export interface SaidLine {
  sender: 'contact' | 'bot' | 'operator' | 'system';
  text: string;
  /** An answer of the bot that a claim kept back: the contact waits for one. */
  isWithheld: boolean;
}

interface Row {
  sender: SaidLine['sender'];
  content: InboundContent | OutboundContent;
  withheld: boolean;
}

const LINE_LENGTH = 500;

/**
 * A condition on a row `m` of messages: it is not what the service said when it called a human. That tells the human
 * nothing, and takes the place of what was asked.
 */
export const IS_NO_NOTICE = `not (m.sender = 'bot' and exists (
  select 1 from turns t where t.id = m.turn_id and t.outcome = 'handed-off'))`;

/** What was said last, oldest first. `withNotices`: also that a human was called. */
export async function lastSaid(
  sql: Sql,
  conversationId: ConversationId,
  count: number,
  { withNotices = true }: { withNotices?: boolean } = {},
): Promise<SaidLine[]> {
  const rows = await sql.rows<Row>(
    `select m.sender, m.content,
            exists (select 1 from outbox o where o.message_id = m.id and o.state = 'withheld') as withheld
       from messages m where m.conversation_id = $1 and m.sender <> 'system' and ($3 or ${IS_NO_NOTICE})
      order by m.sequence desc limit $2`,
    [conversationId, count, withNotices],
  );
  return rows.toReversed().map(({ sender, content, withheld }) => ({
    sender,
    text: textOf(content),
    isWithheld: withheld,
  }));
}

/** `对方：怎么退款？`, a line each. */
export function toLines(said: readonly SaidLine[]): string[] {
  const { desk, cases } = operatorTexts;
  return said.map(
    ({ sender, text, isWithheld }) =>
      `${desk.senders[sender]}：${cut(text, LINE_LENGTH)}${isWithheld ? cases.withheldMark : ''}`,
  );
}

/** Without personal data, each cut to so many characters: what stands on a card is seen by people who have no part in it. */
export function toMaskedLines(said: readonly SaidLine[], length: number): string[] {
  return said.map(
    ({ sender, text }) => `${operatorTexts.desk.senders[sender]}：${cut(mask(text).replaceAll(/\s+/g, ' '), length)}`,
  );
}

function textOf(content: InboundContent | OutboundContent): string {
  const { media } = operatorTexts.desk;
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
    case 'choices':
    case 'event':
      return media[content.type];
    case 'location':
      return operatorTexts.desk.location(content.label ?? '', content.latitude, content.longitude);
    case 'link':
      return operatorTexts.desk.link(content.title ?? '', content.url);
    case 'unknown':
      return operatorTexts.desk.unreadable;
  }
}

function cut(text: string, lengthMax: number): string {
  const characters = Array.from(text);
  return characters.length <= lengthMax ? text : `${characters.slice(0, lengthMax - 1).join('')}…`;
}
