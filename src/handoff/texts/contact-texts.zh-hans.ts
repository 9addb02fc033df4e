/** What a contact is told, in simplified Chinese. */
export const zhHans = {
  cases: {
    requested: '正在为您联系人工客服，请稍候。',
    claimed: '人工客服已接入，请直接说您的问题。',
    transferred: '正在为您转接其他同事，请稍候。您的问题不用再说一遍。',
    released: '同事暂时无法回复，正在为您联系其他同事，请稍候。',
    resolved: '本次人工服务已结束。之后的消息由智能客服答复，需要人工请回复“转人工”。',
    returned: '之后的消息由智能客服为您答复，需要人工请回复“转人工”。',
    stillThere: (minutes: number) => `请问您还在吗？如果没有其他问题，本次人工服务将在 ${minutes} 分钟后结束。`,
    silent: '因为一直没有收到您的消息，本次人工服务已结束。有问题请随时告诉我们。',
  },
  desk: {
    held: '好的，这边需要一点时间处理，稍后回复您。',
  },
  tickets: {
    created: (name: string) => `您的问题已登记为工单 ${name}，同事处理后会在这里通知您。回复“我的工单”可以查看进度。`,
    solved: (name: string, title: string) => `您的工单 ${name}（${title}）已处理完成。如果问题还在，请回复“转人工”。`,
    none: '您目前没有工单。需要人工服务请回复“转人工”。',
    list: (lines: readonly string[]) => `您的工单：\n${lines.join('\n')}`,
    line: (name: string, title: string, state: string) => `${name} ${title}：${state}`,
    states: { open: '待处理', pending: '处理中', solved: '已解决', closed: '已关闭' },
    untitled: '人工服务请求',
  },
  surveys: {
    title: '服务评价',
    aboutOperator: '本次人工服务已结束，请为我们的服务打分。',
    aboutBot: '请为刚才的智能客服打分，帮助我们改进。',
    scores: ['1 分 很不满意', '2 分 不满意', '3 分 一般', '4 分 满意', '5 分 非常满意'] as const,
    thanks: '谢谢您的评价。如果愿意，请用一句话说说原因（10 分钟内有效）。',
    thanksForComment: '谢谢您的建议，我们会认真改进。',
    scored: (score: number) => `已评价：${score} 分`,
    scoredBefore: '您已经评价过了，谢谢。',
    closed: '已过期',
    over: '评价已过期，谢谢您的关注。',
  },
};

/** What each language has a text for. */
export type ContactTexts = Omit<typeof zhHans, 'surveys'> & {
  surveys: Omit<typeof zhHans.surveys, 'scores'> & { scores: readonly [string, string, string, string, string] };
};
