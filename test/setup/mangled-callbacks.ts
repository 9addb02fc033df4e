import { encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { renderXml } from '../../src/simulator/callbacks.js';
import { demoApp } from '../../src/simulator/simulated-app.js';

const NONCE = '1372623149';

/** A request at the callback's address, as whoever finds it may send it. */
export interface MangledCallback {
  method: 'GET' | 'POST';
  path: string;
  query: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** At a place between 0 and 1, so many characters give way to others. */
interface Edit {
  at: number;
  removes: number;
  inserts: string;
}

const snippets = fc.constantFrom(
  '<',
  '>',
  '/>',
  '</',
  '<xml>',
  '</xml>',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<!--',
  '-->',
  '<?',
  '&',
  '&b;',
  '&#x0;',
  '&#xffffffff;',
  '"',
  "'",
  '=',
  ' a="b"',
  '\0',
  '\u000B',
  '\uFEFF',
  '\uD800',
  '字',
  '👩‍🚀',
  '\r\n',
  '<__proto__>1</__proto__>',
  '<constructor>',
  '<MsgId>',
  '<MsgType>event</MsgType>',
  '<SelectedItems>',
  '<PicList/>',
  '9'.repeat(400),
  '-1',
  'NaN',
  '1e999',
  '0x10',
  '',
  '<a>'.repeat(200),
  'A'.repeat(3_000),
);
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removes: fc.nat({ max: 40 }),
  inserts: fc.oneof(snippets, fc.string({ unit: 'binary', maxLength: 20 })),
});
const edits = fc.array(edit, { maxLength: 4 });
const fewEdits = fc.oneof(fc.constant([]), fc.array(edit, { minLength: 1, maxLength: 1 }), edits);

function mangle(text: string, changes: readonly Edit[]): string {
  return changes.reduce((mangled, { at, removes, inserts }) => {
    const start = Math.floor(at * mangled.length);
    return mangled.slice(0, start) + inserts + mangled.slice(start + removes);
  }, text);
}

const head = { from: 'alice', createTime: 1_348_831_860, msgId: '4561255354251345929' };
const events = ['subscribe', 'LOCATION', 'scancode_push', 'pic_weixin', 'location_select', 'batch_job_result'];
const otherEvents = ['change_contact', 'open_approval_change', 'kf_msg_or_event'];
const documents = fc.constantFrom(
  renderXml(demoApp, { ...head, content: { type: 'text', content: '退款' } }).replace('[text]', '[file]'),
  renderXml(demoApp, { ...head, content: { type: 'text', content: '退款要多久？' } }),
  renderXml(demoApp, { ...head, content: { type: 'image', picUrl: 'https://a.cn/p', mediaId: 'm' } }),
  renderXml(demoApp, {
    ...head,
    content: { type: 'location', latitude: 23, longitude: 113, scale: 20, label: '位置' },
  }),
  renderXml(demoApp, { ...head, content: { type: 'link', title: 't', description: 'd', url: 'u', picUrl: 'p' } }),
  ...[...events, ...otherEvents].map((event) =>
    renderXml(demoApp, {
      ...head,
      content: {
        type: 'event',
        event,
        eventKey: 'k',
        extraXml:
          '<SendPicsInfo><PicList><item><PicMd5Sum>1</PicMd5Sum></item></PicList></SendPicsInfo><ApprovalInfo><ThirdNo>1</ThirdNo></ApprovalInfo>',
      },
    }),
  ),
  renderXml(demoApp, {
    ...head,
    content: {
      type: 'card-press',
      eventKey: 'k',
      taskId: 't',
      cardType: 'c',
      responseCode: 'r',
      selected: { q: ['o'] },
    },
  }),
);

/** New ones, and repetitions. */
const messages = fc
  .tuple(documents, fc.oneof(fc.constant(head.msgId), fc.nat().map(String)))
  .map(([xml, msgId]) => xml.replace(head.msgId, msgId));

/** A plaintext, good, mangled or of anything, encrypted for the app or for somebody else. */
const honestCiphertext = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.tuple(messages, fewEdits).map(([xml, changes]) => mangle(xml, changes)) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    fc.oneof({ weight: 19, arbitrary: fc.constant(demoApp.corpId) }, { weight: 1, arbitrary: fc.string() }),
  )
  .map(([plaintext, receiver]) => encrypt(demoApp.encodingAesKey, plaintext, receiver));

const ciphertext = fc.oneof(
  { weight: 9, arbitrary: honestCiphertext },
  { weight: 1, arbitrary: fc.tuple(honestCiphertext, edits).map(([text, changes]) => mangle(text, changes)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64')) },
  {
    // Whole blocks of noise: their padding is almost always broken.
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 8 })
      .chain((blocks) =>
        fc
          .uint8Array({ minLength: blocks * 16, maxLength: blocks * 16 })
          .map((bytes) => Buffer.from(bytes).toString('base64')),
      ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const timestamp = fc.oneof(
  { weight: 8, arbitrary: fc.constant('now') },
  { weight: 1, arbitrary: fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom('', '1e400', '0x5f')) },
);

type Parameters = [name: string, value: string][];

const dropped = fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'echostr');
type ParameterChange = (parameters: Parameters) => Parameters;

const parameterChanges = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ParameterChange>((parameters) => parameters) },
  {
    weight: 1,
    arbitrary: dropped.map(
      (name): ParameterChange =>
        (parameters) =>
          parameters.filter(([given]) => given !== name),
    ),
  },
  { weight: 1, arbitrary: dropped.map((name): ParameterChange => (parameters) => [...parameters, [name, 'again']]) },
  {
    weight: 1,
    arbitrary: fc.tuple(dropped, edits).map(
      ([name, changes]): ParameterChange =>
        (parameters) =>
          parameters.map(([given, value]) => [given, given === name ? mangle(value, changes) : value]),
    ),
  },
);

type QueryChange = (query: string) => string;

/** What a query may look like that another program wrote. */
const queryChanges = fc.oneof(
  { weight: 9, arbitrary: fc.constant<QueryChange>((query) => query) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<QueryChange[]>(
      (query) => query.replaceAll('%2B', '+'),
      (query) => query.replaceAll('=', '[]='),
      (query) => query.replaceAll('=', '[0]='),
      (query) => query.replaceAll('&', ';'),
      (query) => query.replaceAll('&', '&amp;'),
      (query) => query.replaceAll('%', '%25'),
      (query) => query.replace('nonce', '%6eonce'),
      (query) => query.replace('nonce=', 'nonce=%zz'),
      (query) => query.replace('nonce=', 'nonce=%ff%fe'),
      (query) => query.toUpperCase(),
      (query) => `?&&=&${query}`,
      (query) => `${query}&__proto__[nonce]=1&constructor=1&toString=1`,
      (query) => `${query}&${'a=1&'.repeat(2_000)}`,
      (query) => query.slice(0, query.length / 2),
      () => '',
    ),
  },
);

const path = fc.oneof(
  { weight: 8, arbitrary: fc.constant('/wecom/callback') },
  { weight: 1, arbitrary: fc.string({ minLength: 1 }).map((id) => `/wecom/callback/${encodeURIComponent(id)}`) },
  { weight: 1, arbitrary: fc.constantFrom('/wecom/callback/', '/wecom/callback/__proto__', '/wecom/callback/%zz') },
);

const contentType = fc.constantFrom('text/xml', 'application/json', 'nonsense', '', 'multipart/form-data');

/** Everything above the ciphertext may be mangled too, most often it is not: else nothing would come further than there. */
export const mangledCallbacks: fc.Arbitrary<MangledCallback> = fc
  .record({
    encrypted: ciphertext,
    time: timestamp,
    change: parameterChanges,
    changeQuery: queryChanges,
    path,
    contentType,
    method: fc.constantFrom<('GET' | 'POST')[]>('POST', 'POST', 'POST', 'GET'),
    bodyEdits: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: edits }),
    rawBody: fc.oneof(
      { weight: 19, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    ),
  })
  .map(({ encrypted, time, change, changeQuery, method, bodyEdits, rawBody, ...rest }) => {
    const seconds = time === 'now' ? `${Math.floor(Date.now() / 1_000)}` : time;
    const parameters: Parameters = [
      ['msg_signature', getSignature(demoApp.token, seconds, NONCE, encrypted)],
      ['timestamp', seconds],
      ['nonce', NONCE],
      ...(method === 'GET' ? [['echostr', encrypted] satisfies [string, string]] : []),
    ];
    const envelope = `<xml><ToUserName>ww</ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
    return {
      method,
      path: rest.path,
      query: changeQuery(new URLSearchParams(change(parameters)).toString()),
      headers: { 'content-type': rest.contentType },
      body: rawBody === undefined ? Buffer.from(mangle(envelope, bodyEdits)) : Buffer.from(rawBody),
    };
  });
