/** What stands behind an answer that a model wrote, unless the setting `dialog.aiLabel` says another. */
export const aiLabels: Readonly<Record<'zh-Hans' | 'zh-Hant' | 'en', string>> = {
  'zh-Hans': '（本回答由人工智能生成）',
  'zh-Hant': '（本回答由人工智慧生成）',
  en: '(This answer was written by AI.)',
};

/** Whether a text says of itself that a model wrote it: by one of these labels, or by the enterprise's own. */
export function carriesAiLabel(text: string, ownLabel: string): boolean {
  const labels: readonly string[] = ownLabel === '' ? Object.values(aiLabels) : [...Object.values(aiLabels), ownLabel];
  return labels.some((label) => text.includes(label));
}
