import { type Fields, fieldsIn, listIn, textIn } from './json-fields.js';
import { type Errcode, PlatformError } from './platform-error.js';

const cardTypes = [
  'text_notice',
  'news_notice',
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
] as const;
export type CardType = (typeof cardTypes)[number];

/** What the platform must remember of a card. */
export interface Card {
  readonly cardType: CardType;
  /** '' where none is needed. */
  readonly taskId: string;
  /** Whether a press calls back, and the card can be updated: an interaction, or a notice with an action menu. */
  readonly callsBack: boolean;
}

/**
 * The required fields and list lengths of a template card. An update needs no task id: it keeps the first one.
 * @throws {PlatformError} 42028 to 42051, 40058 or 40063.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function checkTemplateCard(card: Fields, use: 'send' | 'update'): Card {
  const cardType = cardTypes.find((known) => known === card['card_type']);
  if (cardType === undefined) {
    throw new PlatformError(42031);
  }
  const menu = fieldsIn(card, 'action_menu');
  const callsBack = menu !== undefined || isInteraction(cardType);
  const taskId = textIn(card, 'task_id');
  if (use === 'send') {
    checkTaskId(taskId, callsBack);
  }
  if (menu !== undefined) {
    checkActionMenu(menu);
  }
  atMost(listIn(card, 'horizontal_content_list'), 6, 42035);
  atMost(listIn(card, 'vertical_content_list'), 4, 42036);
  atMost(listIn(card, 'jump_list'), 3, 42042);
  checkByType[cardType](card);
  return { cardType, taskId, callsBack };
}

export function isInteraction(cardType: CardType): boolean {
  return cardType.endsWith('_interaction');
}

const checkByType: Record<CardType, (card: Fields) => void> = {
  text_notice(card) {
    if (textIn(card, 'sub_title_text') === '') {
      required(fieldsIn(card, 'main_title'), 'title', 42033);
    }
    checkCardAction(card);
  },
  news_notice(card) {
    if (fieldsIn(card, 'image_text_area') === undefined) {
      required(fieldsIn(card, 'card_image'), 'url', 42044);
    }
    checkCardAction(card);
  },
  button_interaction(card) {
    const buttons = listIn(card, 'button_list');
    if (buttons.length === 0 || buttons.length > 6) {
      throw new PlatformError(42039, 'button_list has 1 to 6 entries');
    }
    buttons.forEach(checkButton);
    const selection = fieldsIn(card, 'button_selection');
    if (selection !== undefined) {
      checkQuestion(selection, 10);
    }
  },
  vote_interaction(card) {
    checkQuestion(fieldsIn(card, 'checkbox') ?? {}, 20);
    checkSubmitButton(card);
  },
  multiple_interaction(card) {
    const selects = listIn(card, 'select_list');
    if (selects.length === 0) {
      throw new PlatformError(42047);
    }
    atMost(selects, 3, 42047);
    selects.forEach((select) => checkQuestion(select, 10));
    checkSubmitButton(card);
  },
};

function checkTaskId(taskId: string, isRequired: boolean): void {
  if (taskId === '' && isRequired) {
    throw new PlatformError(40063, 'task_id is required for a card that calls back');
  }
  if (!/^[0-9A-Za-z_\-@]{0,128}$/.test(taskId)) {
    throw new PlatformError(40058, 'task_id is at most 128 of 0-9 A-Z a-z _ - @');
  }
}

function checkActionMenu(menu: Fields): void {
  const actions = listIn(menu, 'action_list');
  if (actions.length === 0 || actions.length > 3) {
    throw new PlatformError(40058, 'action_list has 1 to 3 entries');
  }
  const keys = actions.map((action) => required(action, 'key', 42039));
  actions.forEach((action) => required(action, 'text', 42038));
  if (new Set(keys).size < keys.length) {
    throw new PlatformError(42051);
  }
}

function checkCardAction(card: Fields): void {
  const action = fieldsIn(card, 'card_action');
  switch (action?.['type']) {
    case 1:
      required(action, 'url', 42028);
      return;
    case 2:
      required(action, 'appid', 42030);
      return;
    default:
      throw new PlatformError(42045);
  }
}

function checkButton(button: Fields): void {
  required(button, 'text', 42038);
  if (button['type'] === 1) {
    required(button, 'url', 42028);
  } else if (Buffer.byteLength(required(button, 'key', 42039)) > 1_024) {
    throw new PlatformError(42039, 'a button key is at most 1024 bytes');
  }
}

function checkQuestion(question: Fields, optionsMax: number): void {
  required(question, 'question_key', 42043);
  const options = listIn(question, 'option_list');
  if (options.length === 0) {
    throw new PlatformError(42037);
  }
  atMost(options, optionsMax, 42037);
  for (const option of options) {
    required(option, 'id', 42040);
    required(option, 'text', 42041);
  }
}

function checkSubmitButton(card: Fields): void {
  const button = fieldsIn(card, 'submit_button');
  required(button, 'key', 42046);
  required(button, 'text', 42049);
}

function required(fields: Fields | undefined, name: string, errcode: Errcode): string {
  const value = fields === undefined ? '' : textIn(fields, name);
  if (value === '') {
    throw new PlatformError(errcode);
  }
  return value;
}

function atMost(list: readonly unknown[], max: number, errcode: Errcode): void {
  if (list.length > max) {
    throw new PlatformError(errcode);
  }
}
