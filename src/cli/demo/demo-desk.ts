import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inheritedVariables } from '../../config/inherited-variables.js';
import { loadConfig } from '../../config/load-config.js';
import { Program } from '../../program.js';
import { WecomSimulator } from '../../simulator/simulator.js';
import { DemoApi } from './demo-api.js';

const KNOWLEDGE_FILE = 'demo/sample-knowledge.jsonl';
const IMPORT_TIMEOUT_MS = 60_000;

/** The whole program on the embedded default, registered at a simulated WeCom, with the sample knowledge base. */
export class DemoDesk {
  private constructor(
    readonly wecom: WecomSimulator,
    readonly api: DemoApi,
    private readonly program: Program,
    private readonly removeData: () => void,
  ) {}

  /** @param say is told what is being done, in lines for people. */
  static async start(dataDir: string | undefined, say: (line: string) => void): Promise<DemoDesk> {
    const folder = dataDir === undefined ? temporaryFolder() : resolve(dataDir);
    const removeData = (): void => {
      if (dataDir === undefined) {
        rmSync(folder, { recursive: true, force: true });
      }
    };
    const wecom = await WecomSimulator.start();
    say(`A simulated WeCom answers at ${wecom.apiBaseUrl}.`);
    try {
      return await DemoDesk.startProgram(wecom, folder, removeData, say);
    } catch (error) {
      await wecom.stop();
      removeData();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await this.wecom.stop();
    this.removeData();
  }

  private static async startProgram(
    wecom: WecomSimulator,
    folder: string,
    removeData: () => void,
    say: (line: string) => void,
  ): Promise<DemoDesk> {
    const startedAt = performance.now();
    say('Starting the program, its PostgreSQL and its queue …');
    const config = loadConfig(variables(wecom, folder), folder);
    const program = await Program.start(config);
    try {
      wecom.app.callbackUrl = `${program.url}/wecom/callback`;
      say(`It serves at ${program.url}, after ${seconds(startedAt)}; its data are in ${folder}.`);
      const api = new DemoApi(program.url, config.adminApiKey ?? '');
      say(await importKnowledge(api));
      say(`Answers are ${config.firstModel === undefined ? 'quoted' : `written by ${config.firstModel.model}`}.`);
      return new DemoDesk(wecom, api, program, removeData);
    } catch (error) {
      await program.stop();
      throw error;
    }
  }
}

/** Nothing but the model comes from outside, so that a `.env` for real work does not get mixed up in a demo. */
function variables({ app, apiBaseUrl }: WecomSimulator, folder: string): Record<string, string | undefined> {
  const inherited = inheritedVariables([
    'LLM_BASE_URL',
    'LLM_API_KEY',
    'LLM_MODEL',
    'LLM_TIMEOUT_MS',
    'LOG_LEVEL',
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'NO_PROXY',
  ]);
  const { NO_PROXY = '' } = inherited;
  return {
    LOG_LEVEL: 'warn',
    LOG_PRETTY: 'true',
    ...inherited,
    NO_PROXY: `127.0.0.1,localhost,${NO_PROXY}`,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    WECOM_CORP_ID: app.corpId,
    WECOM_AGENT_ID: `${app.agentId}`,
    WECOM_SECRET: app.secret,
    WECOM_TOKEN: app.token,
    WECOM_ENCODING_AES_KEY: app.encodingAesKey,
    WECOM_API_BASE_URL: apiBaseUrl,
  };
}

/** Root runs PostgreSQL as another user, who must get into the folder. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-demo-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function importKnowledge(api: DemoApi): Promise<string> {
  const startedAt = performance.now();
  const { id } = await api.importKnowledge(readFileSync(KNOWLEDGE_FILE));
  const until = startedAt + IMPORT_TIMEOUT_MS;
  for (;;) {
    const { status, processed, failed } = await api.knowledgeImport(id);
    if (status === 'completed' && failed === 0) {
      return `Imported ${processed} entries of ${KNOWLEDGE_FILE} in ${seconds(startedAt)}.`;
    }
    if (status === 'completed' || status === 'failed' || performance.now() > until) {
      throw new Error(`the import of ${KNOWLEDGE_FILE} is ${status}, ${failed} entries failed`);
    }
    await delay(50);
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}
