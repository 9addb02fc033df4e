import type { AccessTokens } from './access-tokens.js';
import type { AgentApi } from './agent-api.js';
import { type ApiCall, type ApiReply, BinaryReply, type Route } from './api-server.js';
import type { Counters } from './counters.js';
import { binaryReply, type MediaStore } from './media-store.js';
import type { MemberApi } from './member-api.js';
import type { MessageApi } from './message-api.js';
import { PlatformError } from './platform-error.js';
import type { RobotApi } from './robot-api.js';
import type { SimulatedApp } from './simulated-app.js';
import type { SlidingQuota } from './sliding-quota.js';

const JSON_BYTES_MAX = 8 * 1024 * 1024;
const UPLOAD_BYTES_MAX = 22 * 1024 * 1024;

export interface ApiParts {
  readonly tokens: AccessTokens;
  readonly api: MessageApi;
  readonly media: MediaStore;
  readonly members: MemberApi;
  readonly robots: RobotApi;
  readonly agents: AgentApi;
  readonly counters: Counters;
  readonly quota: SlidingQuota;
}

type Run = (app: SimulatedApp, call: ApiCall) => ApiReply | Promise<ApiReply>;

/** The calls of WeCom's API that the simulator knows, by path. */
export function apiRoutes({
  tokens,
  api,
  media,
  members,
  robots,
  agents,
  counters,
  quota,
}: ApiParts): ReadonlyMap<string, Route> {
  const withToken = (method: Route['method'], bodyBytesMax: number, run: Run): Route => ({
    method,
    bodyBytesMax,
    run: (call) => run(tokens.appOf(call.query), call),
  });
  /** `message/send` has its own quota, of one app to one member. */
  const limited = (name: string, run: Run): Run => {
    return (app, call) => {
      if (!quota.take(`${app.corpId}/${name}`)) {
        throw new PlatformError(45009);
      }
      return run(app, call);
    };
  };
  const post = (name: string, run: Run): [string, Route] => [
    name,
    withToken('POST', JSON_BYTES_MAX, limited(name, run)),
  ];
  const get = (name: string, run: Run): [string, Route] => [name, withToken('GET', 0, limited(name, run))];

  const issueToken = (call: ApiCall): ApiReply => {
    counters.tokenRequests++;
    return tokens.issue(call.query);
  };
  const robotSend = ({ query, body }: ApiCall): ApiReply => robots.send(query.get('key') ?? '', body);
  const upload: Run = (_app, { query, contentType, body }) => media.upload(query.get('type') ?? '', contentType, body);
  const listIps: Run = () => ({ errcode: 0, errmsg: 'ok', ip_list: ['127.0.0.1'] });
  const page = (kind: 'client' | 'browser'): Route => ({
    method: 'GET',
    bodyBytesMax: 0,
    run: ({ query }) => new BinaryReply(302, { Location: members.signIn(query, kind) }, Buffer.alloc(0)),
  });
  return new Map<string, Route>([
    ['/connect/oauth2/authorize', page('client')],
    ['/wwlogin/sso/login', page('browser')],
    ['/cgi-bin/gettoken', { method: 'GET', bodyBytesMax: 0, run: issueToken }],
    ['/cgi-bin/message/send', withToken('POST', JSON_BYTES_MAX, (app, call) => api.send(app, call.body))],
    post('/cgi-bin/message/recall', (app, call) => api.recall(app, call.body)),
    post('/cgi-bin/message/update_template_card', (app, call) => api.updateTemplateCard(app, call.body)),
    ['/cgi-bin/media/upload', withToken('POST', UPLOAD_BYTES_MAX, limited('/cgi-bin/media/upload', upload))],
    get('/cgi-bin/media/get', (_app, { query, range }) => binaryReply(media.get(query.get('media_id') ?? ''), range)),
    ['/cgi-bin/webhook/send', { method: 'POST', bodyBytesMax: JSON_BYTES_MAX, run: robotSend }],
    // A valid code is exempt from the limits.
    [
      '/cgi-bin/auth/getuserinfo',
      withToken('GET', 0, (app, { query }) => members.userInfo(app, query.get('code') ?? '')),
    ],
    post('/cgi-bin/auth/getuserdetail', (_app, { body }) => members.userDetail(body)),
    get('/cgi-bin/user/get', (_app, { query }) => members.user(query.get('userid') ?? '')),
    get('/cgi-bin/tag/get', (_app, { query }) => members.tag(query.get('tagid') ?? '')),
    get('/cgi-bin/agent/get', (app, { query }) => agents.get(app, query)),
    get('/cgi-bin/getcallbackip', listIps),
    get('/cgi-bin/get_api_domain_ip', listIps),
  ]);
}
