/**
 * What the simulator says for an errcode. The meanings are those of WeCom's table; the wording is free, because no
 * client may decide on it.
 * @see https://developer.work.weixin.qq.com/document/path/90313
 */
const meanings = {
  40001: 'invalid credential',
  40004: 'invalid media file type',
  40005: 'invalid type parameter',
  40006: 'invalid media size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid oauth code',
  40031: 'invalid UserID list',
  40032: 'invalid UserID list length',
  40033: 'invalid character in request',
  40035: 'invalid parameter',
  40039: 'url too long',
  40056: 'invalid agentid',
  40058: 'invalid parameter value',
  40063: 'some parameters are empty',
  40068: 'invalid tagid',
  40123: 'invalid image format',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  41006: 'media_id missing',
  41011: 'agentid missing',
  42001: 'access_token expired',
  42028: 'invalid template_card url',
  42030: 'invalid template_card appid',
  42031: 'invalid template_card card_type',
  42033: 'invalid template_card title',
  42035: 'invalid horizontal_content_list length',
  42036: 'invalid vertical_content_list length',
  42037: 'invalid option_list length',
  42038: 'invalid button text',
  42039: 'invalid button key',
  42040: 'invalid option id',
  42041: 'invalid option text',
  42042: 'invalid jump_list length',
  42043: 'invalid question_key',
  42044: 'invalid card_image url',
  42045: 'invalid card_action',
  42046: 'invalid submit_button key',
  42047: 'invalid select_list length',
  42049: 'invalid submit_button text',
  42051: 'duplicate action key',
  43012: 'the app has no callback url',
  44001: 'empty media data',
  44004: 'text message content is empty',
  45001: 'media data too large',
  45002: 'message content too long',
  45008: 'too many articles',
  45009: 'api freq out of limit',
  45034: 'url lacks a scheme',
  50001: 'redirect_uri is not of a trusted domain',
  60021: 'userid not in the visible range',
  60111: 'userid not found',
  60140: 'invalid response_code',
  81013: 'user, party and tag are all invalid',
  82001: 'user, party and tag are all empty',
  82002: 'too many parties',
  82003: 'too many tags',
  84015: 'invalid user_ticket',
  84025: 'invalid state',
  93000: 'invalid webhook url',
  301002: 'not allowed to use this agentid',
} as const;

export type Errcode = keyof typeof meanings;

/** A refusal of the platform: HTTP 200 with an errcode that is not 0. */
export class PlatformError extends Error {
  constructor(
    readonly errcode: Errcode,
    /** What exactly was wrong, for whoever reads the test's output. */
    detail?: string,
    /** Fields that stand in the answer beside the errcode, such as `invaliduser`. */
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail === undefined ? meanings[errcode] : `${meanings[errcode]}: ${detail}`);
    this.name = 'PlatformError';
  }
}
