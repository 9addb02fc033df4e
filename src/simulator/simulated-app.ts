/** One self-built app as WeCom's console knows it. */
export interface SimulatedApp {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** Letters and digits, at most 32. */
  readonly token: string;
  /** 43 letters and digits. */
  readonly encodingAesKey: string;
  /** Where callbacks go. May be set later, when the application listens; cards that call back need it. */
  callbackUrl?: string;
  /** The host, with its port, that members who sign in are sent back to; unset: that of the callback. */
  trustedDomain?: string;
}

/** The app that exists when none is named. Its values are invented. */
export const demoApp: SimulatedApp = {
  corpId: 'ww5d1c8e7b3a9f2460',
  agentId: 1000002,
  secret: 'kX3vN8qLr2YtWc7ZbPf5HdJm9SgAe4Ru6Bi1Tn0Qwo8',
  token: 'hJ4kQ9wTz2LmXb7R',
  encodingAesKey: 'a8GkPz3VbNq5XwLr7TcYd2HfJm9Se4Uo6Bi1Kn0QtWx',
};

/**
 * A copy of the app, so that a caller's object is not changed by the simulator.
 * @throws {TypeError} when WeCom's console would not take these values.
 * @see https://developer.work.weixin.qq.com/document/path/90930
 */
export function registeredApp(app: SimulatedApp): SimulatedApp {
  if (!/^[A-Za-z0-9]{1,32}$/.test(app.token)) {
    throw new TypeError('the Token of a simulated app is 1 to 32 letters and digits');
  }
  if (!/^[A-Za-z0-9]{43}$/.test(app.encodingAesKey)) {
    throw new TypeError('the EncodingAESKey of a simulated app is 43 letters and digits');
  }
  return { ...app };
}
