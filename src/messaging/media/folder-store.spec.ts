import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type MediaId, newId } from '../../common/ids.js';
import { FolderStore } from './folder-store.js';

let folder: string;
let store: FolderStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-media-'));
  store = new FolderStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives back what was put last, until it is removed', async () => {
  const id = newId<MediaId>();
  expect(await store.get(id)).toBeUndefined();
  await store.put(id, Buffer.from('first'));
  await store.put(id, Buffer.from('second'));
  expect((await store.get(id))?.toString()).toBe('second');
  await store.remove(id);
  await store.remove(id);
  expect(await store.get(id)).toBeUndefined();
});

it('removes what a writer that was killed has left, and not what is being written', async () => {
  await store.tidy();
  const unfinished = join(folder, 'unfinished');
  writeFileSync(join(unfinished, 'old'), 'half');
  writeFileSync(join(unfinished, 'new'), 'half');
  const twoHoursAgo = new Date(Date.now() - 7_200_000);
  utimesSync(join(unfinished, 'old'), twoHoursAgo, twoHoursAgo);
  await store.tidy();
  expect(readdirSync(unfinished)).toEqual(['new']);
});
