import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { AppConfig } from './app-config.js';

/**
 * So many connections as turns may run at once (`WORKER_CONCURRENCY`): fewer would let turns wait for each other's models.
 * `allowH2` is off because an HTTP/2 session that a proxy lets die silently takes every call of it along.
 */
const options: Agent.Options = { connect: { timeout: 10_000 }, connections: 1_000, allowH2: false };

/**
 * What carries every outgoing call: directly, or through the proxy that the configuration names. With `HTTP_PROXY`
 * alone, https goes through it too. The options are set even when they are empty, because undici would otherwise read
 * the environment itself.
 */
export function outgoingDispatcher({ environment }: AppConfig): Dispatcher {
  const { HTTPS_PROXY = '', HTTP_PROXY = '', NO_PROXY = '' } = environment;
  return HTTPS_PROXY === '' && HTTP_PROXY === ''
    ? new Agent(options)
    : new EnvHttpProxyAgent({ ...options, httpsProxy: HTTPS_PROXY, httpProxy: HTTP_PROXY, noProxy: NO_PROXY });
}

/** The process's one dispatcher. Give it to undici's own `request` or `fetch`; Node's global `fetch` is another undici. */
@Injectable()
export class OutgoingDispatcher implements OnApplicationShutdown {
  readonly dispatcher: Dispatcher;

  constructor(config: AppConfig) {
    this.dispatcher = outgoingDispatcher(config);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dispatcher.destroy();
  }
}
