import { createInterface, type Interface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';
import type { MessageView } from '../../messaging/conversations.dto.js';
import type { Explanation } from '../../dialog/explanation.js';
import type { AcceptedMessage } from '../../simulator/message-log.js';
import type { DemoDesk } from './demo-desk.js';

const USER = 'visitor';
const DELIVERED_TIMEOUT_MS = 5_000;
const HINT = 'Type a question and press Enter; Ctrl-C ends. For example: 营业时间是几点 · 怎么申请退款 · 转人工 · 帮助';

/** A conversation in the terminal. Resolves with the exit code when the person has had enough. */
export async function chat(desk: DemoDesk): Promise<number> {
  console.log(`\n${HINT}\n`);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  const conversation = new Conversation(desk, lines);
  desk.wecom.messages.on('message', (message) => void conversation.show(message));
  lines.on('line', (line) => void conversation.say(line));
  lines.prompt();
  await new Promise((resolve) => lines.once('close', resolve).once('SIGINT', resolve));
  lines.close();
  return 0;
}

class Conversation {
  /** When the oldest message that waits for an answer was sent. */
  private waitingSince: number | undefined;
  private readonly explained = new Set<string>();

  constructor(
    private readonly desk: DemoDesk,
    private readonly lines: Interface,
  ) {}

  async say(line: string): Promise<void> {
    if (line.trim() === '') {
      this.lines.prompt();
      return;
    }
    this.waitingSince ??= Date.now();
    const { acked, status } = await this.desk.wecom.say(USER, line);
    if (!acked) {
      this.print(`! not acknowledged: ${status ?? 'no answer'}`);
    }
  }

  async show({ text, msgtype, at }: AcceptedMessage): Promise<void> {
    const ms = at - (this.waitingSince ?? at);
    this.print(text ?? `[${msgtype}]`);
    const message = await this.deliveredMessage().catch(() => undefined);
    if (message === undefined || this.explained.has(message.id)) {
      return;
    }
    this.explained.add(message.id);
    const explanation = await this.desk.api.explanation(message.id).catch(() => undefined);
    if (explanation !== undefined) {
      this.waitingSince = undefined;
      this.print(styleText('dim', `  ${ms} ms · ${describe(explanation)}`));
    }
  }

  /** The newest answer, once all of its parts are sent. */
  private async deliveredMessage(): Promise<MessageView | undefined> {
    const until = Date.now() + DELIVERED_TIMEOUT_MS;
    while (Date.now() < until) {
      const conversation = await this.desk.api.latestConversation();
      const messages = conversation === undefined ? [] : await this.desk.api.messages(conversation.id);
      const newest = messages.findLast(({ direction }) => direction === 'outbound');
      if (newest !== undefined && newest.status !== 'pending') {
        return newest;
      }
      await delay(20);
    }
    return undefined;
  }

  /** Above the line that is being typed. */
  private print(text: string): void {
    process.stdout.write('\r\u001B[K');
    console.log(text);
    this.lines.prompt(true);
  }
}

const FROM_SOURCE = new Set(['quoted', 'chosen', 'model']);
const REMARKS: Readonly<Record<string, string>> = {
  'nothing-relevant': 'nothing relevant was found',
  'low-confidence': 'nothing sure enough was found',
  'did-you-mean': 'asked what is meant',
};

/** Such as `source: 怎么申请退款？ (refund-how) · confidence 0.93`. */
export function describe({ decision, passages, confidence, model }: Explanation): string {
  const [source] = passages ?? [];
  const remark = REMARKS[decision.reason];
  return [
    source !== undefined && FROM_SOURCE.has(decision.reason)
      ? `source: ${source.title} (${source.externalId})`
      : 'no source',
    confidence === undefined ? decision.reason : `confidence ${confidence.toFixed(2)}`,
    ...(remark === undefined ? [] : [decision.kind === 'handoff' ? `${remark}, a human was asked` : remark]),
    ...(model === undefined ? [] : [`model ${model.name}: ${model.reason ?? model.outcome}`]),
  ].join(' · ');
}
