import { type Member, memberMessage } from '../wecom/member-message.js';
import { clean, cut, cutBytes, TEXT_BYTES_MAX } from '../wecom/message-text.js';
import type { Card, CardButton } from './notification.js';

const MARKDOWN_BYTES_MAX = 4_096;
const BUTTON_KEY_BYTES_MAX = 1_024;
const BUTTONS_MAX = 6;
const LINES_MAX = 6;
const REPLACEMENT_LENGTH_MAX = 20;

const styles: Record<CardButton['style'], number> = { primary: 1, normal: 2, danger: 3 };

/** @see https://developer.work.weixin.qq.com/document/path/90236 */
export function textRequest(to: Member, text: string, sequence: bigint): string {
  return memberMessage(to, { msgtype: 'text', text: { content: cutBytes(clean(text), TEXT_BYTES_MAX) } }, sequence);
}

/**
 * A card with buttons, every part within the limits of WeCom.
 * @param taskId must be unique in the app for ever.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function cardRequest(to: Member, card: Card, taskId: string, sequence: bigint): string {
  const template = {
    card_type: 'button_interaction',
    task_id: taskId,
    main_title: { title: line(card.title, 36), ...(isSaid(card.subtitle) && { desc: line(card.subtitle, 44) }) },
    ...(isSaid(card.body) && { sub_title_text: cut(clean(card.body), 160) }),
    horizontal_content_list: card.lines
      .filter(({ value }) => isSaid(value))
      .slice(0, LINES_MAX)
      .map(({ name, value }) => ({ keyname: line(name, 5), value: line(value, 30) })),
    button_list: card.buttons.slice(0, BUTTONS_MAX).map(buttonOf),
  };
  return memberMessage(to, { msgtype: 'template_card', template_card: template }, sequence);
}

/**
 * Puts one text in place of the buttons of a card that the member has.
 * @see https://developer.work.weixin.qq.com/document/path/94945
 */
export function updateRequest({ agentId, memberId }: Member, responseCode: string, replaceText: string): string {
  return JSON.stringify({
    userids: [memberId],
    agentid: agentId,
    response_code: responseCode,
    button: { replace_name: line(replaceText, REPLACEMENT_LENGTH_MAX) },
  });
}

/** For a robot of a group. What is markup there is not taken from the texts: neither links nor mentions. */
export function robotRequest(title: string, text: string): string {
  // Where the text begins with the title, as what operators read does, it is not said twice.
  const rest = text === title ? '' : text.startsWith(`${title}\n`) ? text.slice(title.length + 1) : text;
  const content = `**${plain(line(title, 100))}**${rest === '' ? '' : `\n${plain(clean(rest))}`}`;
  return JSON.stringify({ msgtype: 'markdown', markdown: { content: cutBytes(content, MARKDOWN_BYTES_MAX) } });
}

function buttonOf({ key, label, style }: CardButton): object {
  return { text: line(label, 10), style: styles[style], key: cutBytes(key, BUTTON_KEY_BYTES_MAX) };
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

function line(text: string, lengthMax: number): string {
  return cut(clean(text).replace(/\s+/g, ' ').trim(), lengthMax);
}

function plain(text: string): string {
  return text.replace(/[<>[\]`*]/g, (mark) => String.fromCodePoint(mark.charCodeAt(0) + 0xfee0));
}
