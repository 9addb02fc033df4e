/** What a contact can tell the service itself. */
export type Command = 'end' | 'clear' | 'human' | 'help';

const WORDS: Readonly<Record<Command, readonly string[]>> = {
  end: ['结束', '结束对话', '再见', '退出'],
  clear: ['重新开始', '清空'],
  human: ['转人工', '人工客服', '转人工客服', '人工', '找人工', '人工服务'],
  help: ['帮助', 'help'],
};

const byWord = new Map<string, Command>(
  (['end', 'clear', 'human', 'help'] as const).flatMap((command) => WORDS[command].map((word) => [word, command])),
);

/** A message that consists of a command and nothing else but punctuation. */
export function commandOf(text: string): Command | undefined {
  return byWord.get(bare(text));
}

/** Without the spaces and punctuation around it, in one width and case. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
}
