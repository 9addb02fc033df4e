import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { expect, it } from 'vitest';
import { IS_PUBLIC, REQUIRED_PERMISSION } from '../../src/common/access.js';
import { sourceFiles } from './source-files.js';

interface Route {
  name: string;
  isPublic: boolean;
  permission: unknown;
}

function isController(value: unknown): value is { name: string; prototype: object } {
  return typeof value === 'function' && Reflect.hasMetadata(PATH_METADATA, value);
}

/** Every controller in the sources, whether a module lists it or not. */
async function routes(): Promise<Route[]> {
  const files = sourceFiles().filter((file) => readFileSync(file, 'utf8').includes('@Controller('));
  const modules = await Promise.all(files.map(async (file): Promise<object> => await import(pathToFileURL(file).href)));
  return modules.flatMap((exported) => Object.values(exported).filter(isController).flatMap(routesOf));
}

function routesOf(controller: { name: string; prototype: object }): Route[] {
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
    .map(([name, { value }]): [string, unknown] => [name, value])
    .filter((entry): entry is [string, () => unknown] => typeof entry[1] === 'function')
    .filter(([, handler]) => Reflect.hasMetadata(METHOD_METADATA, handler));
  return handlers.map(([name, handler]) => ({
    name: `${controller.name}.${name}`,
    isPublic: declared(IS_PUBLIC, handler, controller) === true,
    permission: declared(REQUIRED_PERMISSION, handler, controller),
  }));
}

function declared(key: string, handler: object, controller: object): unknown {
  return Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
}

it('every route declares who may call it: anybody, or whoever has a permission', async () => {
  const all = await routes();

  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(({ isPublic, permission }) => !isPublic && permission === undefined)).toEqual([]);
});

it('only callbacks, health and metrics are public', async () => {
  const expected = ['CallbackController', 'HealthController', 'MetricsController'];
  const open = (await routes()).filter(({ isPublic }) => isPublic).map(({ name }) => name);

  expect(open.filter((name) => !expected.some((controller) => name.startsWith(`${controller}.`)))).toEqual([]);
});
