import { childOf, childrenOf, textOf, type XmlElement, type XmlValue } from './callback-xml.js';

/**
 * An event of a self-built app, by its `Event` element, whose case counts. What has elements of its own is typed; any
 * other event keeps them in `fields`.
 * @see https://developer.work.weixin.qq.com/document/path/90240
 */
export type WecomEvent =
  | { name: 'subscribe' | 'unsubscribe' | 'enter_agent' }
  | { name: 'LOCATION'; latitude: number; longitude: number; precision: number }
  | { name: 'click' | 'view' | 'view_miniprogram'; eventKey: string }
  | { name: 'scancode_push' | 'scancode_waitmsg'; eventKey: string; scanType: string; scanResult: string }
  | { name: 'pic_sysphoto' | 'pic_photo_or_album' | 'pic_weixin'; eventKey: string; pictureMd5Sums: string[] }
  | { name: 'location_select'; eventKey: string; latitude: number; longitude: number; label: string; poiName: string }
  | {
      name: 'template_card_event' | 'template_card_menu_event';
      eventKey: string;
      taskId: string;
      cardType: string;
      /** Lives 72 hours and works once. */
      responseCode: string;
      /** Option ids by question key; only what was submitted. */
      selected: Readonly<Record<string, readonly string[]>>;
    }
  | { name: 'batch_job_result'; jobId: string; jobType: string; errorCode: number; errorMessage: string }
  | { name: 'change_contact'; changeType: string; fields: XmlElement }
  | { name: 'open_approval_change'; thirdNo: string; status: string; fields: XmlElement }
  | { name: 'other'; event: string; fields: XmlElement };

const COMMON = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'AgentID', 'Event', '#text']);

/** Never fails: a typed event that lacks something has it empty. */
export function parseEvent(xml: XmlElement): WecomEvent {
  const name = textOf(xml, 'Event') ?? '';
  const eventKey = text(xml, 'EventKey');
  switch (name) {
    case 'subscribe':
    case 'unsubscribe':
    case 'enter_agent':
      return { name };
    case 'LOCATION': {
      const where = { latitude: number(xml, 'Latitude'), longitude: number(xml, 'Longitude') };
      return { name, ...where, precision: number(xml, 'Precision') };
    }
    case 'click':
    case 'view':
    case 'view_miniprogram':
      return { name, eventKey };
    case 'scancode_push':
    case 'scancode_waitmsg': {
      const scan = childOf(xml, 'ScanCodeInfo') ?? {};
      return { name, eventKey, scanType: text(scan, 'ScanType'), scanResult: text(scan, 'ScanResult') };
    }
    case 'pic_sysphoto':
    case 'pic_photo_or_album':
    case 'pic_weixin':
      return { name, eventKey, pictureMd5Sums: findTexts(childOf(xml, 'SendPicsInfo') ?? {}, 'PicMd5Sum') };
    case 'location_select': {
      const place = childOf(xml, 'SendLocationInfo') ?? {};
      const where = { latitude: number(place, 'Location_X'), longitude: number(place, 'Location_Y') };
      return { name, eventKey, ...where, label: text(place, 'Label'), poiName: text(place, 'Poiname') };
    }
    case 'template_card_event':
    case 'template_card_menu_event': {
      const card = {
        taskId: text(xml, 'TaskId'),
        cardType: text(xml, 'CardType'),
        responseCode: text(xml, 'ResponseCode'),
      };
      return { name, eventKey, ...card, selected: selectedOf(xml) };
    }
    case 'batch_job_result': {
      const job = childOf(xml, 'BatchJob') ?? xml; // some layouts put its children at the top
      const result = { errorCode: number(job, 'ErrCode'), errorMessage: text(job, 'ErrMsg') };
      return { name, jobId: text(job, 'JobId'), jobType: text(job, 'JobType'), ...result };
    }
    case 'change_contact':
      return { name, changeType: text(xml, 'ChangeType'), fields: fieldsOf(xml) };
    case 'open_approval_change': {
      const fields = childOf(xml, 'ApprovalInfo') ?? {};
      return { name, thirdNo: text(fields, 'ThirdNo'), status: text(fields, 'OpenSpStatus'), fields };
    }
    default:
      return { name: 'other', event: name, fields: fieldsOf(xml) };
  }
}

function selectedOf(xml: XmlElement): Record<string, string[]> {
  const items = childrenOf(childOf(xml, 'SelectedItems') ?? {}, 'SelectedItem').filter(isElement);
  return Object.fromEntries(items.map((item) => [text(item, 'QuestionKey'), findTexts(item, 'OptionId')]));
}

/** Every text under that name, however deep: in the wild `PicList` stands once, or once for each picture. */
function findTexts(value: XmlValue, name: string): string[] {
  if (typeof value === 'string') {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((child) => findTexts(child, name));
  }
  return Object.entries(value).flatMap(([key, child]) =>
    key === name ? [child].flat().filter((one) => typeof one === 'string') : findTexts(child, name),
  );
}

function fieldsOf(xml: XmlElement): XmlElement {
  return Object.fromEntries(Object.entries(xml).filter(([name]) => !COMMON.has(name)));
}

function isElement(value: XmlValue): value is XmlElement {
  return typeof value !== 'string' && !Array.isArray(value);
}

function text(element: XmlElement, name: string): string {
  return textOf(element, name) ?? '';
}

function number(element: XmlElement, name: string): number {
  const value = Number(textOf(element, name));
  return Number.isFinite(value) ? value : 0;
}
