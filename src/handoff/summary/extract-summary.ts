import { mask } from '../../privacy/detection/masking.js';

/** One message of a conversation, as a summary needs it. */
export interface SaidMessage {
  sender: 'contact' | 'bot' | 'operator' | 'system';
  /** Empty for what is no text. */
  text: string;
  /** Such as `image`. */
  type: string;
}

export interface ExtractedSummary {
  /** One line: what the contact wants. Empty where nothing was written. */
  title: string;
  /** A line each: the questions, what was answered last, what came besides texts. Personal data is masked. */
  text: string;
}

const TITLE_LENGTH = 60;
const LINE_LENGTH = 200;
const QUESTIONS_MAX = 5;
const GREETING = /^(你好|您好|在吗|在么|有人吗|hi|hello|hey|哈喽|早上好|下午好|晚上好)[\s!！~～,，.。?？]*$/i;
const ASKS_FOR_HUMAN = /^(转|找|要)?(人工|真人|客服)(客服|服务)?[\s!！~～.。?？]*$/;
const NAMES: Readonly<Record<string, string>> = {
  image: '图片',
  voice: '语音',
  video: '视频',
  file: '文件',
  location: '位置',
  link: '链接',
};

/** A summary of sentences that were said: what the contact asked, and where it stands. Pure. */
export function extractSummary(messages: readonly SaidMessage[]): ExtractedSummary {
  const written = messages.filter(({ sender, text }) => sender === 'contact' && text.trim() !== '');
  const lines = written.map(({ text }) => oneLine(text));
  const telling = lines.filter((text) => !isEmptyTalk(text));
  const questions = [...new Set(telling.length > 0 ? telling : lines)];
  const summary = [
    ...firstAndLast(questions).map((question) => `客户：${cut(question, LINE_LENGTH)}`),
    ...lastReply(messages),
    ...others(messages),
  ];
  return { title: cut(questions[0] ?? '', TITLE_LENGTH), text: summary.join('\n') };
}

/** The first says what it is about, the last where it stands. */
function firstAndLast(questions: readonly string[]): readonly string[] {
  return questions.length <= QUESTIONS_MAX
    ? questions
    : [...questions.slice(0, 1), ...questions.slice(1 - QUESTIONS_MAX)];
}

/** A greeting, or the wish for a human: says nothing of what it is about. */
export function isEmptyTalk(text: string): boolean {
  return GREETING.test(text) || ASKS_FOR_HUMAN.test(text);
}

function lastReply(messages: readonly SaidMessage[]): string[] {
  const reply = messages.findLast(
    ({ sender, text }) => (sender === 'bot' || sender === 'operator') && text.trim() !== '',
  );
  return reply === undefined
    ? []
    : [`${reply.sender === 'bot' ? '机器人' : '坐席'}最后答复：${cut(oneLine(reply.text), LINE_LENGTH)}`];
}

/** What the contact sent besides texts: `图片 2，语音 1`. */
function others(messages: readonly SaidMessage[]): string[] {
  const counts = new Map<string, number>();
  for (const { sender, type } of messages) {
    const name = NAMES[type];
    if (sender === 'contact' && name !== undefined) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts.size === 0 ? [] : [`客户另发送：${[...counts].map(([name, count]) => `${name} ${count}`).join('，')}`];
}

/** Masked before anything is cut: half a number would be no number to the masking, and telling enough to people. */
function oneLine(text: string): string {
  return mask(text).replaceAll(/\s+/g, ' ').trim();
}

/** At most so many characters, none of them cut in half. */
function cut(text: string, lengthMax: number): string {
  const characters = Array.from(text);
  return characters.length <= lengthMax ? text : `${characters.slice(0, lengthMax - 1).join('')}…`;
}
