import { simplified } from '../knowledge/lexical/simplified.js';

/** What a contact can tell the service itself. */
export type Command = 'end' | 'clear' | 'human' | 'leave' | 'tickets' | 'help' | 'withdraw' | 'consent';
/** What a contact thinks of the answer before. */
export type Vote = 'helpful' | 'unhelpful';

const COMMANDS: Readonly<Record<Command, readonly string[]>> = {
  end: ['结束', '结束对话', '再见', '退出', 'end', 'end chat', 'end conversation', 'goodbye'],
  clear: ['重新开始', '清空', 'restart', 'start over'],
  human: ['转人工', '人工客服', '转人工客服', '人工', '找人工', '人工服务', 'human', 'agent', 'human agent'],
  leave: [
    '取消人工',
    '取消转人工',
    '不用人工了',
    '不需要人工了',
    '不要人工了',
    '取消排队',
    '不排队了',
    '不等了',
    'cancel human',
    'stop waiting',
    'leave the queue',
  ],
  tickets: ['我的工单', '查询工单', '查工单', '工单进度', '工单状态', '工单', 'my tickets', 'ticket status', 'tickets'],
  help: ['帮助', 'help'],
  withdraw: [
    '撤回同意',
    '撤回授权',
    '拒绝人工智能',
    '退订ai',
    '关闭ai',
    'withdraw consent',
    'opt out of ai',
    'stop ai',
  ],
  consent: ['恢复同意', '同意人工智能', '恢复ai', '开启ai', 'give consent', 'opt in to ai', 'resume ai'],
};

const VOTES: Readonly<Record<Vote, readonly string[]>> = {
  helpful: [
    '有帮助',
    '有用',
    '很有帮助',
    '很有用',
    '解决了',
    '已解决',
    'helpful',
    'very helpful',
    'that helped',
    'solved',
  ],
  unhelpful: [
    '没帮助',
    '没有帮助',
    '没用',
    '没有用',
    '没解决',
    '没有解决',
    '不对',
    'not helpful',
    'unhelpful',
    'not solved',
    "that didn't help",
  ],
};

/** Thumbs of any colour, and how WeCom writes its own as text. */
const THUMBS: Readonly<Record<Vote, RegExp>> = {
  helpful: /^(?:👍(?:[\u{1F3FB}-\u{1F3FF}]|\uFE0F)*|\[强\])+$/u,
  unhelpful: /^(?:👎(?:[\u{1F3FB}-\u{1F3FF}]|\uFE0F)*|\[弱\])+$/u,
};

const commands = byWord(COMMANDS, ['end', 'clear', 'human', 'leave', 'tickets', 'help', 'withdraw', 'consent']);
const votes = byWord(VOTES, ['helpful', 'unhelpful']);

/** A message that consists of a command and nothing else but punctuation. */
export function commandOf(text: string): Command | undefined {
  return commands.get(bare(text));
}

/** A message that consists of a vote and nothing else but punctuation. */
export function voteOf(text: string): Vote | undefined {
  const thumbs = (['helpful', 'unhelpful'] as const).find((vote) => THUMBS[vote].test(text.trim()));
  return thumbs ?? votes.get(bare(text));
}

/** Without the spaces and punctuation around it, in one script, width and case. */
export function bare(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase())
    .replaceAll('’', "'")
    .replaceAll(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
}

function byWord<Meaning extends string>(
  words: Readonly<Record<Meaning, readonly string[]>>,
  meanings: readonly Meaning[],
): ReadonlyMap<string, Meaning> {
  return new Map(meanings.flatMap((meaning) => words[meaning].map((word) => [word, meaning] as const)));
}
