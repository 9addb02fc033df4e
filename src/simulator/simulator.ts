import { randomInt } from 'node:crypto';
import { AccessTokens } from './access-tokens.js';
import { AgentApi, type AgentState } from './agent-api.js';
import { apiRoutes } from './api-routes.js';
import { ApiServer } from './api-server.js';
import { type CallbackResult, CallbackSender } from './callback-sender.js';
import { buildCallback, buildVerification, type CallbackContent, renderXml } from './callbacks.js';
import { type Counters, newCounters } from './counters.js';
import { type Fault, Faults } from './faults.js';
import { fieldsIn } from './json-fields.js';
import { type Media, MediaStore } from './media-store.js';
import { MemberApi } from './member-api.js';
import { type CardUpdate, MessageApi } from './message-api.js';
import { type AcceptedMessage, MessageLog, type WantedMessages } from './message-log.js';
import { RobotApi, type RobotMessage } from './robot-api.js';
import { demoApp, registeredApp, type SimulatedApp } from './simulated-app.js';
import { apiLimits, SlidingQuota } from './sliding-quota.js';
import { checkTemplateCard } from './template-card-rules.js';

const VERIFICATION_TIMEOUT_MS = 1_000;

export interface SimulatorOptions {
  /** Default 0: a free one. */
  port?: number;
  /** Default: `demoApp` alone. */
  apps?: readonly SimulatedApp[];
  /** Default 7,200. */
  tokenTtlSeconds?: number;
  /** How long a callback may take to be answered before it is repeated; default 5,000. */
  retryAfterMs?: number;
  /** Attempts in total to deliver a callback; default 3. */
  maxAttempts?: number;
  /** How many accepted messages are kept; default 100,000. */
  messagesKeptMax?: number;
  /** The platform's clock in ms, for expiry, quotas and the duplicate check; default `Date.now`. */
  now?: () => number;
}

export interface SendOptions {
  /** Default: the first app. */
  app?: SimulatedApp;
  /** Default: the next free one. Give it again to send the same message again. */
  msgId?: string;
  /** Unix time in seconds; default: now. */
  createTime?: number;
}

export interface VerificationResult {
  /** HTTP 200 and exactly the echo, within 1 s. */
  readonly ok: boolean;
  readonly status: number | undefined;
  readonly body: string;
  readonly echo: string;
}

/**
 * WeCom on loopback: the API that an app calls, and the members who write to it. As strict as the documents are:
 * tokens expire, required fields and limits are checked, quotas drop in silence, callbacks are encrypted, signed and
 * repeated. It can be told to fail: `nextReplies`, `setFault`, `revokeTokens`.
 */
export class WecomSimulator {
  /** Without a slash at the end; the app's `WECOM_API_BASE_URL`. */
  apiBaseUrl = '';
  /** The first app. Set its `callbackUrl` once the application listens. */
  readonly app: SimulatedApp;
  readonly apps: readonly SimulatedApp[];
  readonly counters: Counters = newCounters();
  /** Emits `message` for every accepted message. */
  readonly messages: MessageLog;
  /** The enterprise's directory, and how its members sign in. */
  readonly people: MemberApi;
  private readonly now: () => number;
  private readonly faults = new Faults();
  private readonly tokens: AccessTokens;
  private readonly media: MediaStore;
  private readonly api: MessageApi;
  private readonly robots: RobotApi;
  private readonly agents = new AgentApi();
  private readonly apiQuota: SlidingQuota;
  private readonly server: ApiServer;
  private readonly sender: CallbackSender;
  /** Starts at the time, so that a later simulator does not repeat the ids of an earlier one. Beyond 2^53. */
  private nextMsgId = BigInt(Date.now()) * 1_000_000n + BigInt(randomInt(1_000));

  private constructor(options: SimulatorOptions) {
    const [first, ...others] = (options.apps ?? [demoApp]).map(registeredApp);
    if (first === undefined) {
      throw new TypeError('a simulator has at least one app');
    }
    this.app = first;
    this.apps = [first, ...others];
    this.now = options.now ?? Date.now;
    this.messages = new MessageLog(options.messagesKeptMax ?? 100_000);
    this.tokens = new AccessTokens(this.apps, options.tokenTtlSeconds ?? 7_200, this.now);
    this.media = new MediaStore(this.now);
    this.api = new MessageApi(this.messages, this.media, this.counters, this.now);
    this.people = new MemberApi(
      this.apps,
      (userId) => this.api.outsideScope.has(userId),
      (userId) => this.api.departed.has(userId),
      this.now,
    );
    this.robots = new RobotApi(this.now);
    const { tokens, api, media, people: members, robots, agents, counters } = this;
    this.apiQuota = new SlidingQuota(apiLimits, this.now);
    const routes = apiRoutes({ tokens, api, media, members, robots, agents, counters, quota: this.apiQuota });
    this.server = new ApiServer(routes, this.faults, counters);
    this.sender = new CallbackSender(options.retryAfterMs ?? 5_000, options.maxAttempts ?? 3, this.counters);
  }

  static async start(options: SimulatorOptions = {}): Promise<WecomSimulator> {
    const simulator = new WecomSimulator(options);
    const port = await simulator.server.listen(options.port ?? 0, '127.0.0.1');
    simulator.apiBaseUrl = `http://127.0.0.1:${port}`;
    return simulator;
  }

  /** Callbacks under way end as not acknowledged. */
  async stop(): Promise<void> {
    this.sender.stop();
    this.messages.stop();
    await this.server.stop();
  }

  /** The delivered messages, oldest first. */
  get accepted(): readonly AcceptedMessage[] {
    return this.messages.accepted;
  }

  get tokenRequests(): number {
    return this.counters.tokenRequests;
  }

  /** Faults, each used up by one call other than `gettoken`. */
  get nextReplies(): Fault[] {
    return this.faults.nextReplies;
  }

  /** Faults, each used up by one `gettoken`. */
  get nextTokenReplies(): Fault[] {
    return this.faults.nextTokenReplies;
  }

  /** Members the app may not write to, lower-cased. */
  get outsideScope(): Set<string> {
    return this.api.outsideScope;
  }

  /** Members who have left the enterprise, lower-cased: whatever is for one of them is refused. */
  get departed(): Set<string> {
    return this.api.departed;
  }

  /** The `msgid`s of recalled messages. */
  get recalled(): ReadonlySet<string> {
    return this.api.recalled;
  }

  /** What the console says of the apps: change it to see what becomes of one that is closed, or visible to nobody. */
  get agentState(): AgentState {
    return this.agents.state;
  }

  /** The keys of the robots that are in a group: add one before it is used. */
  get robotKeys(): Set<string> {
    return this.robots.keys;
  }

  /** What robots wrote into their groups, oldest first. */
  get robotMessages(): readonly RobotMessage[] {
    return this.robots.messages;
  }

  get cardUpdates(): readonly CardUpdate[] {
    return this.api.cardUpdates;
  }

  /** A fault for every call until it is set to null; one with an errcode leaves `gettoken` alone. */
  setFault(fault: Fault | null): void {
    this.faults.standing = fault;
  }

  /** Every token issued so far gets 40014 from now on. */
  revokeTokens(): void {
    this.tokens.revokeAll();
  }

  /** @throws {WaitTimeoutError} when fewer came in time. */
  async waitForMessages(wanted: WantedMessages, timeoutMs = 25_000): Promise<AcceptedMessage[]> {
    return this.messages.wait(wanted, timeoutMs);
  }

  /** Forgets messages, quotas, recognised requests, faults and counts; tokens, media and the scope stay. */
  clear(): void {
    this.messages.clear();
    this.api.clear();
    this.robots.clear();
    this.apiQuota.clear();
    this.faults.clear();
    Object.assign(this.counters, newCounters());
  }

  /** A member writes a text to the app. */
  async say(user: string, text: string, options: SendOptions = {}): Promise<CallbackResult> {
    return this.send(user, { type: 'text', content: text }, options);
  }

  /** A member sends something, or does what raises an event. */
  async send(user: string, content: CallbackContent, options: SendOptions = {}): Promise<CallbackResult> {
    const app = options.app ?? this.app;
    const createTime = options.createTime ?? Math.floor(Date.now() / 1_000);
    const msgId = options.msgId ?? this.newMsgId();
    return this.sendXml(renderXml(app, { from: user, createTime, msgId, content }), app);
  }

  /** Any plaintext document as a callback; each attempt encrypts it anew. */
  async sendXml(plaintextXml: string, app: SimulatedApp = this.app): Promise<CallbackResult> {
    return this.sender.post(callbackUrlOf(app), () => buildCallback(app, plaintextXml));
  }

  /** A member presses a button of a card that was sent to them. */
  async press(
    user: string,
    message: AcceptedMessage,
    eventKey: string,
    selected: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<CallbackResult> {
    const app = this.apps.find((candidate) => candidate.agentId === message.agentid) ?? this.app;
    const card = checkTemplateCard(fieldsIn(message.body, 'template_card') ?? {}, 'send');
    const { taskId, cardType } = card;
    const responseCode = this.api.issueResponseCode(app, card);
    return this.send(user, { type: 'card-press', eventKey, taskId, cardType, responseCode, selected }, { app });
  }

  /** What the console does when the callback's form is saved. */
  async verifyUrl(app: SimulatedApp = this.app): Promise<VerificationResult> {
    const echo = this.newMsgId();
    const answer = await this.sender.get(callbackUrlOf(app), buildVerification(app, echo), VERIFICATION_TIMEOUT_MS);
    return { ...answer, echo, ok: answer.status === 200 && answer.body === echo };
  }

  /** Stores media as if a member had sent it; the id goes into an image, voice or video callback. */
  putMedia(media: Media): string {
    return this.media.put(media);
  }

  /** What whoever got media sees: also of what the app uploaded. */
  mediaBytes(mediaId: string): Buffer {
    return this.media.get(mediaId).bytes;
  }

  private newMsgId(): string {
    return String(this.nextMsgId++);
  }
}

function callbackUrlOf(app: SimulatedApp): string {
  if (app.callbackUrl === undefined) {
    throw new TypeError(`the simulated app ${app.agentId} has no callbackUrl`);
  }
  return app.callbackUrl;
}
