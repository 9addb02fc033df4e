import { aiLabels } from '../../common/ai-label.js';

/** Everything that the service says by itself. */
export const zhHans = {
  wordless: '我在。请用一句话告诉我您想问什么；需要人工服务请回复“转人工”。',
  greeting: '您好，我是智能客服。请直接说出您的问题；回复“帮助”可以了解我能做什么，回复“转人工”可以请人工同事协助。',
  welcome: '不客气，还有其他问题随时告诉我。',
  acknowledged: '好的，有其他问题随时告诉我。',
  farewell: '好的，再见。需要时随时再发消息给我。',
  help: '您可以直接用一句话提问，我会从知识库里查找答案。\n另外可以回复：\n“转人工”：请人工同事协助\n“我的工单”：查看处理进度\n“重新开始”：忘掉之前的对话内容\n“结束”：结束本次对话',
  ended: '本次对话已结束，感谢您的咨询。需要时随时再发消息给我。',
  cleared: '好的，之前的内容我已放下，我们重新开始。请说您的问题。',
  humanRequested: '已为您登记人工服务请求。',
  /** Behind the reason why a human is called. */
  waiting: {
    queue: (place: number, minutes: number | undefined) =>
      (place === 1 ? '您是下一位，同事会尽快联系您' : `您前面还有 ${place - 1} 位，同事会依次联系您`) +
      (minutes === undefined ? '。' : `，预计等待约 ${minutes} 分钟。`),
    closed: (opening: string | undefined) =>
      `现在是非工作时间，同事会在${opening === undefined ? '上班后' : `${opening} 上班后`}尽快联系您。`,
    nobody: '目前没有同事在线，有同事上线后会尽快联系您。',
    meanwhile: '等待期间您可以继续提问，我会接着回答；不想等了请回复“取消人工”。',
    goOn: '您可以继续提问，我会接着回答。',
    today: (time: string) => `今天 ${time}`,
    day: (month: number, day: number, time: string) => `${month}月${day}日 ${time}`,
    left: '好的，已为您取消人工服务请求。有问题请继续问我。',
    notWaiting: '您目前没有在等待人工服务。需要人工服务请回复“转人工”。',
  },
  didYouMean: {
    one: (title: string) => `您是不是想问：“${title}”？是的话请回复“是”；不是请回复“转人工”，或换个说法再问一次。`,
    several: (lines: readonly string[]) =>
      `您是不是想问：\n${lines.join('\n')}\n回复数字即可；都不是请回复“转人工”，或换个说法再问一次。`,
  },
  /** The honest beginning, and what comes of it. */
  unanswered: {
    'nothing-relevant': '抱歉，我没有在知识库里找到能回答这个问题的内容',
    'low-confidence': '抱歉，我没有找到有把握回答这个问题的内容',
  },
  lowConfidence: {
    handoff: '，已为您请人工同事来解答。',
    offer: '。您可以换个说法再问一次，或回复“转人工”请人工同事协助。',
  },
  voted: {
    helpful: '谢谢您的反馈，很高兴能帮到您。',
    unhelpful: '谢谢您的反馈，抱歉没能帮上忙。需要的话请回复“转人工”，由人工同事来协助您。',
  },
  /** Where a machine should not answer. */
  humanNeeded: '您的问题需要由人工同事来回答，已为您转告。',
  /** Whether a machine may answer is up to the contact. */
  consent: {
    withdrawn: '好的，之后不再由人工智能回答您，已为您请人工同事来协助。想恢复人工智能回答，请回复“恢复同意”。',
    refused: '按照您的意愿，这里不由人工智能回答，已为您请人工同事来协助。',
    given: '好的，已恢复由人工智能回答。请说您的问题。',
  },
  /** After two answers that were of no use. */
  unhelpfulTwice: '抱歉一直没能帮上忙，已为您请人工同事来解答。',
  /** To a vote where there is no answer that it could be on. */
  strayVote: {
    helpful: '谢谢，还有其他问题随时告诉我。',
    unhelpful: '抱歉没能帮上忙。请换个说法告诉我您想问什么；需要人工服务请回复“转人工”。',
  },
  tooLong: '您的问题太长了，我一次读不完。请用几句话概括一下，或回复“转人工”请人工同事协助。',
  /** Behind what a model wrote, unless the setting `dialog.aiLabel` says another. */
  aiLabel: aiLabels['zh-Hans'],
  patience: '这个问题需要多查一会儿，答案稍后就发给您。',
  /** To an operator. */
  deskFailed: '刚才的消息没有处理成功，请再发一次。',
  apology: '非常抱歉，处理您的消息时出了问题。已为您登记人工服务请求，同事会尽快联系您。',
  unsupported: {
    image: '图片已收到，不过我目前还看不懂图片内容',
    voice: '语音已收到，不过我目前还听不懂语音',
    video: '视频已收到，不过我目前还看不懂视频内容',
    location: '位置已收到，不过我目前还不能根据位置作答',
    link: '链接已收到，不过我目前还不能打开链接',
    unknown: '消息已收到，不过我目前还处理不了这种类型的消息',
  },
  unsupportedThen: {
    handoff: '，已为您请人工同事查看。',
    offer: '。请用文字描述一下您的问题，或回复“转人工”请人工同事协助。',
  },
  /** To a message that holds what must not be said here. */
  refused: '抱歉，这条消息里有我不能处理的内容。请换个说法，或回复“转人工”请人工同事协助。',
  /** Once, then silence until the window ends. */
  limited: '您发消息太频繁了，请稍等一会儿再发。急事请通过其他方式联系我们。',
};

/** What each language has a text for. */
export type Texts = typeof zhHans;
