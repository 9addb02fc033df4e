import { createInterface, type Interface } from 'node:readline';
import { parseArgs } from 'node:util';
import { demoApp, type SimulatedApp } from '../simulator/simulated-app.js';
import { WecomSimulator } from '../simulator/simulator.js';
import { reasonOf } from './kefu/outcome.js';
import { shown, Speaker } from './speaker.js';

const USAGE = `Usage: npm run simulator -- [--port 3900] [--callback http://127.0.0.1:3000/wecom/callback] [--user alice]

Starts a WeCom platform on loopback. Each line typed is sent to --callback as a text of --user; answers are printed.
A line that begins with @bob is bob's from there on: "@bob hello", or "@bob" alone; a browser that is sent here to sign
in is bob's then, too. A line that begins with ! presses a button of the last card that whoever speaks got: "!接入".`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3900' },
    callback: { type: 'string' },
    user: { type: 'string', default: 'alice' },
    help: { type: 'boolean', default: false },
  },
});

const requestedPort = Number(values.port);
if (values.help) {
  console.log(USAGE);
} else if (!Number.isInteger(requestedPort) || requestedPort < 0 || requestedPort > 65_535) {
  console.error(`--port is a number from 0 to 65535.\n\n${USAGE}`);
  process.exitCode = 1;
} else {
  await run(requestedPort, values.callback, values.user);
}

async function run(port: number, callback: string | undefined, user: string): Promise<void> {
  const app: SimulatedApp = callback === undefined ? demoApp : { ...demoApp, callbackUrl: callback };
  const simulator = await WecomSimulator.start({ port, apps: [app] }).catch((error: unknown) => {
    console.error(`Port ${port} cannot be used: ${reasonOf(error)}. Give another one with --port.`);
  });
  if (simulator === undefined) {
    process.exitCode = 1;
    return;
  }
  printSettings(simulator);
  simulator.messages.on('message', (message) => console.log(`→ ${message.touser}: ${shown(message)}`));
  const lines = callback === undefined ? undefined : await readLines(simulator, callback, user);
  const stop = (): void => {
    lines?.close();
    void simulator.stop();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

async function readLines(simulator: WecomSimulator, callback: string, user: string): Promise<Interface> {
  const { ok, status } = await simulator.verifyUrl();
  console.log(ok ? `${callback} verifies. Type a message:` : `${callback} does not verify (${status ?? 'no answer'}).`);
  // Only now, because lines that come before there is a listener are lost.
  const lines = createInterface({ input: process.stdin });
  const speaker = new Speaker(simulator, user);
  lines.on('line', (line) => void speaker.take(line));
  return lines;
}

function printSettings({ app, apiBaseUrl }: WecomSimulator): void {
  console.log(`# The settings of the application that talks to this simulator:
WECOM_CORP_ID=${app.corpId}
WECOM_AGENT_ID=${app.agentId}
WECOM_SECRET=${app.secret}
WECOM_TOKEN=${app.token}
WECOM_ENCODING_AES_KEY=${app.encodingAesKey}
WECOM_API_BASE_URL=${apiBaseUrl}
WECOM_AUTHORIZE_URL=${apiBaseUrl}/connect/oauth2/authorize
WECOM_LOGIN_URL=${apiBaseUrl}/wwlogin/sso/login
`);
}
