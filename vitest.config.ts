import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [swc.vite({ module: { type: 'es6' } })],
  oxc: false,
  test: {
    include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
    globalSetup: ['test/setup/postgres.ts', 'test/setup/redis.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } }, // a busy machine is slow, not wrong
    pool: 'forks',
    execArgv: ['--import', new URL('./test/setup/typescript-threads.ts', import.meta.url).href],
    maxWorkers: 2,
  },
});
