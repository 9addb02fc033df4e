import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from './source-files.js';

const everywhere = ['common', 'config'];
const base = ['database', 'queue', 'audit', 'settings', 'privacy'];

/** The folders of `src` that a folder may import, besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  common: [],
  config: ['common'],
  database: everywhere,
  queue: [...everywhere, 'database'],
  audit: [...everywhere, 'database', 'queue'],
  settings: [...everywhere, 'database', 'queue', 'audit'],
  privacy: [...everywhere, 'database', 'queue', 'audit', 'settings'],
  wecom: [...everywhere, ...base],
  messaging: [...everywhere, ...base],
  models: [...everywhere, ...base],
  analytics: [...everywhere, ...base],
  knowledge: [...everywhere, ...base, 'models'],
  access: [...everywhere, ...base, 'wecom'],
  notifications: [...everywhere, ...base, 'wecom'],
  channels: [...everywhere, ...base, 'wecom', 'messaging'],
  handoff: [...everywhere, ...base, 'messaging', 'notifications', 'knowledge', 'models', 'access'],
  dialog: [...everywhere, ...base, 'messaging', 'knowledge', 'models', 'handoff'],
  operations: [...everywhere, ...base, 'notifications', 'handoff'],
  openapi: ['common'],
  simulator: ['common'],
};

/** Composition roots put everything together. */
function isRoot(file: string): boolean {
  return /^src\/[^/]+$/.test(file) || file.startsWith('src/cli/');
}

function folderOf(file: string): string {
  return file.split('/')[1] ?? '';
}

/** One folder a channel: `channels/a` does not know `channels/b`. */
function isForbidden(file: string, target: string): boolean {
  const folder = folderOf(file);
  if (folder === 'channels' && folderOf(target) === 'channels') {
    return posix.dirname(file) !== posix.dirname(target);
  }
  return folderOf(target) !== folder && !(mayImport[folder] ?? []).includes(folderOf(target));
}

/** Imports of our own files, as `file → target`. */
function ownImports(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(file), name));
}

describe('the import table', () => {
  const files = sourceFiles();

  it('knows every folder', () => {
    const folders = new Set(files.filter((file) => !isRoot(file)).map(folderOf));

    expect([...folders].filter((folder) => mayImport[folder] === undefined)).toEqual([]);
  });

  it('is kept by every file', () => {
    const offending = files
      .filter((file) => !isRoot(file))
      .flatMap((file) =>
        ownImports(file)
          .filter((target) => !target.startsWith('migrations/'))
          .filter((target) => !target.startsWith('src/') || isRoot(target) || isForbidden(file, target))
          .map((target) => `${file} imports ${target}`),
      );

    expect(offending).toEqual([]);
  });

  it('lets only the migrator import migrations', () => {
    const importers = files.filter((file) => ownImports(file).some((target) => target.startsWith('migrations/')));

    expect(importers.filter((file) => file !== 'src/database/migrator.ts')).toEqual([]);
  });
});
