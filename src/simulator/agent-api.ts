import { PlatformError } from './platform-error.js';
import type { SimulatedApp } from './simulated-app.js';

/** What the console says of an app besides its callback. */
export interface AgentState {
  /** Whether an administrator has switched it off. */
  isClosed: boolean;
  /** Whom it is visible to. */
  userIds: string[];
  departmentIds: number[];
  tagIds: number[];
  /** Its trusted domain; empty: none. */
  redirectDomain: string;
}

/** `agent/get`: an app is told of itself alone. */
export class AgentApi {
  readonly state: AgentState = {
    isClosed: false,
    userIds: [],
    departmentIds: [1],
    tagIds: [],
    redirectDomain: '',
  };

  /** @see https://developer.work.weixin.qq.com/document/path/90227 */
  get(app: SimulatedApp, query: URLSearchParams): Record<string, unknown> {
    const agentId = query.get('agentid') ?? '';
    if (agentId === '') {
      throw new PlatformError(41011);
    }
    if (agentId !== `${app.agentId}`) {
      throw new PlatformError(301002);
    }
    const { isClosed, userIds, departmentIds, tagIds, redirectDomain } = this.state;
    return {
      errcode: 0,
      errmsg: 'ok',
      agentid: app.agentId,
      name: `app ${app.agentId}`,
      square_logo_url: '',
      description: '',
      allow_userinfos: { user: userIds.map((userid) => ({ userid })) },
      allow_partys: { partyid: departmentIds },
      allow_tags: { tagid: tagIds },
      close: isClosed ? 1 : 0,
      redirect_domain: redirectDomain,
      report_location_flag: 0,
      isreportenter: 0,
      home_url: '',
    };
  }
}
