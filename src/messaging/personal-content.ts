import type { ContactId } from '../common/ids.js';
import type { Sql, Tx } from '../database/database.js';
import type { Vault } from '../privacy/vault/vault.js';
import type { InboundContent, OutboundContent } from './content.js';

/** What stands under these is a name for a machine, however much it looks like somebody's number. */
const MACHINE_NAME =
  /^(type|event|originalType|format|id|key|media|mediaId|thumbMediaId)$|(Id|ID|Code|Key|Time|UserName)$/;

/** Contents with placeholders in place of personal data, whose originals the contact's vault has. */
export function protectContents<Content extends InboundContent | OutboundContent>(
  vault: Vault,
  tx: Tx,
  contactId: ContactId,
  contents: readonly Content[],
): Promise<Content[]> {
  return eachWithWords(contents, (some) => vault.protectJson(tx, contactId, some, isMachineName));
}

/** A content with the originals that the contact's vault has. */
export async function fillContent<Content extends InboundContent | OutboundContent>(
  vault: Vault,
  sql: Sql,
  contactId: ContactId,
  content: Content,
): Promise<Content> {
  return hasWords(content) ? vault.fillJson(sql, contactId, content, isMachineName) : content;
}

/** Contents with the kind of personal data in its place, whose originals are kept nowhere. */
export function maskContents<Content extends InboundContent | OutboundContent>(
  mask: (text: string) => string,
  contents: readonly Content[],
): Content[] {
  return contents.map((content) => (hasWords(content) ? inWords(content, mask) : content));
}

function inWords<Content>(content: Content, change: (text: string) => string): Content {
  const changed = (key: string, value: unknown): unknown =>
    typeof value === 'string' && !isMachineName(key) ? change(value) : value;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- strings stay strings, and all else stays
  return JSON.parse(JSON.stringify(content, changed)) as Content;
}

/** Whether a key of a content says that its value is for machines. */
export function isMachineName(key: string): boolean {
  return MACHINE_NAME.test(key);
}

async function eachWithWords<Content extends InboundContent | OutboundContent>(
  contents: readonly Content[],
  change: (contents: Content[]) => Promise<Content[]>,
): Promise<Content[]> {
  const changed = (await change(contents.filter(hasWords))).values();
  return contents.map((content) => (hasWords(content) ? (changed.next().value ?? content) : content));
}

/** A picture's address is the channel's own; nobody wrote it. Its name somebody did. */
function hasWords(content: InboundContent | OutboundContent): boolean {
  const { type } = content;
  return 'name' in content || (type !== 'image' && type !== 'voice' && type !== 'video');
}
