export const noticeLanguages = ['zh-Hans', 'zh-Hant', 'en'] as const;

/** The notice that a machine answers, by the language of the conversation. */
export type NoticeTexts = Readonly<Record<(typeof noticeLanguages)[number], string>>;

export const NOTICE_LENGTH_MAX = 500;

export const defaultNotice: NoticeTexts = {
  'zh-Hans':
    '您好，本服务由人工智能自动应答。为回答您的问题并保证服务质量，我们会处理并留存对话内容。发送“转人工”可联系人工客服，发送“撤回同意”可不再由人工智能应答。',
  'zh-Hant':
    '您好，本服務由人工智慧自動應答。為回答您的問題並保證服務品質，我們會處理並留存對話內容。發送「轉人工」可聯繫人工客服，發送「撤回同意」可不再由人工智慧應答。',
  en: 'Hello. An AI assistant answers here. What you write is processed and kept in order to answer you and to assure the quality of the service. Write "human" to talk to a person, or "withdraw consent" to get no more answers from the AI.',
};

/** Undefined for anything but the three texts. */
export function parseNotice(value: unknown): NoticeTexts | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const texts: Partial<Record<string, unknown>> = { ...value };
  const { 'zh-Hans': simplified, 'zh-Hant': traditional, en: english } = texts;
  const isComplete = Object.keys(texts).length === noticeLanguages.length;
  return isComplete && isNotice(simplified) && isNotice(traditional) && isNotice(english)
    ? { 'zh-Hans': simplified, 'zh-Hant': traditional, en: english }
    : undefined;
}

function isNotice(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== '' && text.length <= NOTICE_LENGTH_MAX;
}
