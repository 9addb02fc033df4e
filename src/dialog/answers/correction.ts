import { dataBlock } from '../../models/prompts/data-blocks.js';
import type { LanguageCode } from '../language/language.js';
import type { Claim, RejectionReason } from './answer.js';

/** What was wrong with an answer, as far as the model is told. */
export interface Fault {
  reason: RejectionReason;
  unsupported?: readonly Claim[];
  language?: LanguageCode;
}

const names = new Intl.DisplayNames(['zh-Hans'], { type: 'language' });

/**
 * The instruction to answer again, which goes behind the rules. The answer itself is not shown again: a model that was led
 * astray would follow its own words. What it claimed is named, as data, because a link can hold a whole sentence.
 */
export function withCorrection(system: string, fault: Fault | undefined): string {
  return fault === undefined ? system : `${system}\n\n注意：上一次的回答不能使用，请重新回答。${sentenceOf(fault)}`;
}

function sentenceOf({ reason, unsupported = [], language }: Fault): string {
  switch (reason) {
    case 'unparsable':
      return '它不是规定的 JSON 对象。只输出一个 JSON 对象。';
    case 'no-citation':
      return 'citations 里没有存在的资料编号。只依据资料回答，并在 citations 里写出所依据的资料编号；资料里没有答案时，answer 写空字符串。';
    case 'unsupported-claims':
      return `不要写资料里没有的数字、日期、金额、链接和电话；用到的资料都要写进 citations。这些内容在所引用的资料里找不到：\n${listed(unsupported)}`;
    case 'wrong-language':
      return `它用错了语言。用${language === undefined ? '用户的语言' : (names.of(language) ?? language)}回答。`;
    case 'too-many-tools':
      return '不要再调用工具，直接回答。';
  }
}

/** The rules name the tag among those that hold no instructions. */
function listed(claims: readonly Claim[]): string {
  return dataBlock('tool_result', claims.map(({ text }) => text.replaceAll(/\s+/gu, ' ')).join('\n'));
}
