import type { CallbackResult } from '../simulator/callback-sender.js';
import { fieldsIn, listIn, textIn } from '../simulator/json-fields.js';
import type { AcceptedMessage } from '../simulator/message-log.js';
import type { WecomSimulator } from '../simulator/simulator.js';

/** Says what is typed, as one member after the other. Whoever speaks is also who a browser is signed in as. */
export class Speaker {
  private user = '';

  constructor(
    private readonly simulator: WecomSimulator,
    first: string,
  ) {
    this.hear(first);
  }

  async take(typed: string): Promise<void> {
    const { user, said } = /^@(?<user>[\w.-]+)\s*(?<said>.*)$/u.exec(typed)?.groups ?? { user: this.user, said: typed };
    this.hear(user ?? this.user);
    const line = (said ?? '').trim();
    if (line === '') {
      return;
    }
    const result = await (line.startsWith('!') ? this.press(line.slice(1)) : this.simulator.say(this.user, line));
    if (result?.acked === false) {
      console.log(`! not acknowledged after ${result.attempts} attempt(s), last: ${result.status ?? 'no answer'}`);
    }
  }

  private hear(user: string): void {
    this.user = user;
    this.simulator.people.visitor = { userId: user };
  }

  private async press(label: string): Promise<CallbackResult | undefined> {
    const to = this.user.toLowerCase();
    const card = this.simulator.accepted.findLast((one) => one.to.includes(to) && one.msgtype === 'template_card');
    const button = card === undefined ? undefined : buttonsOf(card).find(({ text }) => text.startsWith(label));
    if (card === undefined || button === undefined) {
      console.log(`! ${this.user} has no card with the button ${label}`);
      return undefined;
    }
    return this.simulator.press(this.user, card, button.key);
  }
}

/** A text as it is, a card as the phone shows it, anything else as it was sent. */
export function shown(message: AcceptedMessage): string {
  const card = fieldsIn(message.body, 'template_card');
  if (card === undefined) {
    return message.text ?? `[${message.msgtype}] ${JSON.stringify(message.body[message.msgtype])}`;
  }
  const title = textIn(fieldsIn(card, 'main_title') ?? {}, 'title');
  const lines = listIn(card, 'horizontal_content_list').map(
    (line) => `${textIn(line, 'keyname')}: ${textIn(line, 'value')}`,
  );
  const buttons = buttonsOf(message).map(({ text }) => `[${text}]`);
  return [title, textIn(card, 'sub_title_text'), ...lines, buttons.join(' ')]
    .filter((part) => part !== '')
    .join('\n  ');
}

function buttonsOf({ body }: AcceptedMessage): { key: string; text: string }[] {
  const buttons = listIn(fieldsIn(body, 'template_card') ?? {}, 'button_list');
  return buttons.map((button) => ({ key: textIn(button, 'key'), text: textIn(button, 'text') }));
}
