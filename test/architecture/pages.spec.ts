import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controllerRoutes } from './controller-routes.js';

/** Every page of the repository, `node_modules` and what is built aside. */
const pages = globSync('**/*.md', { exclude: ['**/node_modules/**', 'dist/**', 'data/**', 'coverage/**'] }).toSorted();
/** Routes of other programs that ours calls. */
const NOT_OURS = new Set(['POST /moderations']);
const translated = pages.filter((page) => page.endsWith('.zh-CN.md'));

/** What stands in fences is no Markdown. */
function proseOf(page: string): string {
  return readFileSync(page, 'utf8').replaceAll(/^```.*?^```$/gms, '');
}

function headingsOf(page: string): string[] {
  return proseOf(page).match(/^#+ .*$/gm) ?? [];
}

/** As GitHub makes the anchor of a heading. */
function anchorOf(heading: string): string {
  const text = heading.replace(/^#+ /, '').trim().toLowerCase();
  return text.replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '').replaceAll(' ', '-');
}

/** Links of a page that lead nowhere. */
function deadLinksOf(page: string): string[] {
  const links = [...proseOf(page).matchAll(/\]\((?<target>[^)\s]+)\)/g)].map(({ groups }) => groups?.['target'] ?? '');
  return links
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      return !existsSync(file) || (anchor !== undefined && !headingsOf(file).map(anchorOf).includes(anchor));
    });
}

/** A page may name a parameter as it likes. */
function withoutNames(path: string): string {
  return path.replaceAll(/:\w+|<[^>]+>|\{\w+\}/g, ':');
}

it('every link of a page to another file, or to a chapter, leads somewhere', () => {
  const dead = pages.flatMap((page) => deadLinksOf(page).map((target) => `${page}: ${target}`));

  expect(pages).toContain('README.md');
  expect(dead).toEqual([]);
});

it('every route that a page names, with its method, is one; a page may leave out how all of its routes begin', async () => {
  const known = (await controllerRoutes()).map(({ method, path }) => ({ method, path: withoutNames(path) }));
  const unknown = pages.flatMap((page) =>
    [...proseOf(page).matchAll(/`(?<method>GET|POST|PUT|PATCH|DELETE) (?<path>\/[^`?\s…*]*)[?\s`]/g)]
      .map(({ groups }) => ({ method: groups?.['method'] ?? '', path: withoutNames(groups?.['path'] ?? '') }))
      .filter((told) => !known.some(({ method, path }) => method === told.method && path.endsWith(told.path)))
      .filter(({ method, path }) => !NOT_OURS.has(`${method} ${path}`))
      .map(({ method, path }) => `${page}: ${method} ${path}`),
  );

  expect(unknown).toEqual([]);
});

describe.each(translated)('%s', (page) => {
  const original = page.replace('.zh-CN', '');

  it('has the chapters of the English page', () => {
    const levelsOf = (one: string): string[] => headingsOf(one).map((heading) => heading.replace(/ .*/, ''));

    expect(levelsOf(page)).toEqual(levelsOf(original));
  });

  it('is led to from the English page', () => {
    expect(proseOf(original)).toContain(basename(page));
  });
});
