import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestPlatform } from '../setup/test-platform.js';

const run = promisify(execFile);

/** How an example is run, by the language that the page names. */
const examples = [
  { language: 'sh', program: 'bash', needs: ['curl', 'openssl'], option: '-euc', says: 'Signed by a shell' },
  { language: 'js', program: process.execPath, needs: [], option: '--input-type=module', says: 'Signed by Node' },
  { language: 'python', program: 'python3', needs: ['python3'], option: '-c', says: 'Signed by Python' },
] as const;

let platform: TestPlatform;
let environment: Record<string, string>;

beforeAll(async () => {
  platform = await TestPlatform.start();
  const body = { name: 'example', mode: 'signed', permissions: ['setting.write', 'setting.read'] };
  const { secret } = (await platform.call({ method: 'POST', url: '/api/v1/keys', body })).json();
  environment = { KEFU_URL: await platform.app.getUrl(), KEFU_KEY: secret };
});
afterAll(async () => {
  await platform.stop();
});

it.each(await here())('the example in $language of docs/signing.md does what it says', async (example) => {
  const { language, program, option, says } = example;
  const [, code = ''] =
    new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(readFileSync('docs/signing.md', 'utf8')) ?? [];
  const parameters = language === 'js' ? [option, '-e', code] : [option, code];
  const { stdout } = await run(program, parameters, { env: { ...process.env, ...environment } });

  expect(JSON.parse(stdout)).toMatchObject({ key: 'dialog.companyName', value: says });
});

/** Node is always there; whoever has no Python needs no example of it. */
async function here(): Promise<(typeof examples)[number][]> {
  const found = await Promise.all(
    examples.map(async ({ needs }) => (await Promise.all(needs.map(isThere))).every(Boolean)),
  );
  return examples.filter((_, index) => found[index] === true);
}

async function isThere(program: string): Promise<boolean> {
  try {
    await run(program, [program === 'openssl' ? 'version' : '--version']);
    return true;
  } catch {
    return false;
  }
}
