import type { PromptPassage } from './prompt-template.js';

/** What stands between such tags is data: the rules of each prompt say so. */
export type DataTag = 'knowledge' | 'passage' | 'question' | 'tool_result';

/**
 * Makes sure that a text stays the data that it is: no tag of ours can begin or end in it, and none of the marks with
 * which servers tell roles apart in what they feed to a model (`<|im_start|>`, `<｜User｜>`, `[INST]`, `<think>`), which
 * some honour wherever they stand. The bracket is replaced by one that looks alike; comparisons (`< 5`) stay.
 */
export function asData(text: string): string {
  return text.replace(TAG_START, '‹').replace(ROLE_MARK, '⟦');
}

/** A text between tags that it cannot leave. */
export function dataBlock(tag: DataTag, text: string): string {
  return `<${tag}>\n${asData(text)}\n</${tag}>`;
}

/** All passages; without any, the tags with nothing between them. */
export function knowledgeBlock(passages: readonly PromptPassage[]): string {
  return ['<knowledge>', ...passages.map(passageBlock), '</knowledge>'].join('\n');
}

function passageBlock({ number, title, text }: PromptPassage): string {
  const lines = [title, text].filter((line) => line !== '').map(asData);
  return [`<passage id="${number}">`, ...lines, '</passage>'].join('\n');
}

/** Whatever may begin a tag, in any of the widths; a number or a sign behind it makes it a comparison. */
const TAG_START = /[<＜﹤](?! {0,2}[\d=%¥￥$€.０-９-])/gu;
const ROLE_MARK = /[[［](?=[\s/]{0,4}(?:INST|SYS|TOOL_|AVAILABLE_TOOLS|[gs]MASK))/giu;
