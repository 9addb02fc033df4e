import type { LanguageCode } from '../language/language.js';

/** What flows and tools say by themselves; the rest stands in each flow. */
const zhHans = {
  cancelled: '好的，已取消。需要时随时再告诉我。',
  done: '好的，已为您处理完成。',
  handoff: '已为您转给人工同事处理，同事会尽快联系您。',
  outcomeUnknown: '这项操作是否成功暂时无法确认，请不要重复提交。已为您转给人工同事核实，同事会尽快联系您。',
  toolFailed: '抱歉，业务系统暂时没有办成这件事，已为您转给人工同事处理，同事会尽快联系您。',
  /** Said before a question that is asked again because the answer does not do. */
  invalid: {
    text: '抱歉，没有看明白。',
    number: '抱歉，请回复一个数字。',
    date: '抱歉，请回复一个日期，例如 2026-01-31。',
    phone: '抱歉，这不像是电话号码。',
    email: '抱歉，这不像是邮箱地址。',
    choice: '抱歉，请从选项里选一个。',
    'tax-number': '抱歉，税号不正确，请核对后再发一次。',
  },
  yesOrNo: '回复“确认”继续，回复“取消”放弃。',
  resume: (title: string, question: string) => `我们接着刚才的“${title}”：\n${question}`,
  resumeTool: (question: string) => `回到刚才的确认：\n${question}`,
  confirmTool: (description: string, lines: readonly string[]) =>
    [`即将为您办理：${description}`, ...lines, '确认办理吗？回复“确认”继续，回复“取消”放弃。'].join('\n'),
};

export type FlowTexts = typeof zhHans;

const zhHant: FlowTexts = {
  cancelled: '好的，已取消。需要時隨時再告訴我。',
  done: '好的，已為您處理完成。',
  handoff: '已為您轉給人工同事處理，同事會盡快聯絡您。',
  outcomeUnknown: '這項操作是否成功暫時無法確認，請不要重複提交。已為您轉給人工同事核實，同事會盡快聯絡您。',
  toolFailed: '抱歉，業務系統暫時沒有辦成這件事，已為您轉給人工同事處理，同事會盡快聯絡您。',
  invalid: {
    text: '抱歉，沒有看明白。',
    number: '抱歉，請回覆一個數字。',
    date: '抱歉，請回覆一個日期，例如 2026-01-31。',
    phone: '抱歉，這不像是電話號碼。',
    email: '抱歉，這不像是電子郵件地址。',
    choice: '抱歉，請從選項裡選一個。',
    'tax-number': '抱歉，稅號不正確，請核對後再發一次。',
  },
  yesOrNo: '回覆「確認」繼續，回覆「取消」放棄。',
  resume: (title, question) => `我們接著剛才的「${title}」：\n${question}`,
  resumeTool: (question) => `回到剛才的確認：\n${question}`,
  confirmTool: (description, lines) =>
    [`即將為您辦理：${description}`, ...lines, '確認辦理嗎？回覆「確認」繼續，回覆「取消」放棄。'].join('\n'),
};

const en: FlowTexts = {
  cancelled: 'Alright, that is cancelled. Tell me whenever you need it again.',
  done: 'Done, this has been taken care of.',
  handoff: 'I have handed this over to a colleague, who will contact you soon.',
  outcomeUnknown:
    'I cannot tell yet whether this went through, so please do not submit it again. A colleague will check and contact you soon.',
  toolFailed:
    'I am sorry, our system could not do this just now. I have handed it over to a colleague, who will contact you soon.',
  invalid: {
    text: 'Sorry, I did not understand that.',
    number: 'Sorry, please reply with a number.',
    date: 'Sorry, please reply with a date such as 2026-01-31.',
    phone: 'Sorry, that does not look like a phone number.',
    email: 'Sorry, that does not look like an e-mail address.',
    choice: 'Sorry, please choose one of the options.',
    'tax-number': 'Sorry, that tax number is not right. Please check it and send it again.',
  },
  yesOrNo: 'Reply “confirm” to go on, or “cancel” to drop it.',
  resume: (title, question) => `Back to “${title}”:\n${question}`,
  resumeTool: (question) => `Back to what I was about to do:\n${question}`,
  confirmTool: (description, lines) =>
    [
      `I am about to do this for you: ${description}`,
      ...lines,
      'Shall I? Reply “confirm” to go on, or “cancel” to drop it.',
    ].join('\n'),
};

/** Who writes in a language without texts of its own reads English. */
export function flowTextsFor(language: LanguageCode): FlowTexts {
  const chinese = language === 'zh-Hans' ? zhHans : undefined;
  return chinese ?? (language === 'zh-Hant' ? zhHant : en);
}
