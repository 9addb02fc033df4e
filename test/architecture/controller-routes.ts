import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { READS, type ReadsMetadata } from '../../src/audit/readings/reads.js';
import { IS_PUBLIC, REQUIRED_PERMISSION } from '../../src/common/access.js';
import { IDEMPOTENCY, type IdempotencyMetadata } from '../../src/common/idempotency.js';
import { REACH, type ReachRule } from '../../src/common/reach.js';
import { sourceFiles } from './source-files.js';

export interface Route {
  /** Such as `TicketsController.list`. */
  name: string;
  /** Where the controller stands. */
  file: string;
  /** Such as `GET`. */
  method: string;
  /** Such as `/api/v1/tickets/:id`. */
  path: string;
  /** How it keeps to what its caller sees. */
  reach: ReachRule | undefined;
  isRead: boolean;
  isPost: boolean;
  isPublic: boolean;
  permission: unknown;
  reads: ReadsMetadata | undefined;
  idempotency: IdempotencyMetadata | undefined;
  handler: object;
  /** Of its parameters. */
  types: readonly unknown[];
}

function isController(value: unknown): value is { name: string; prototype: object } {
  return typeof value === 'function' && Reflect.hasMetadata(PATH_METADATA, value);
}

/** Of every controller in the sources, whether a module lists it or not. */
export async function controllerRoutes(): Promise<Route[]> {
  const files = sourceFiles().filter((file) => readFileSync(file, 'utf8').includes('@Controller('));
  const found = await Promise.all(
    files.map(async (file) => {
      const exported: object = await import(pathToFileURL(file).href);
      return Object.values(exported)
        .filter(isController)
        .flatMap((controller) => routesOf(controller, file));
    }),
  );
  return found.flat();
}

function routesOf(controller: { name: string; prototype: object }, file: string): Route[] {
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
    .map(([name, { value }]): [string, unknown] => [name, value])
    .filter((entry): entry is [string, () => unknown] => typeof entry[1] === 'function')
    .filter(([, handler]) => Reflect.hasMetadata(METHOD_METADATA, handler));
  return handlers.map(([name, handler]) => ({
    name: `${controller.name}.${name}`,
    file,
    method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)] ?? '',
    path: pathOf(controller, handler),
    reach: declared(REACH, handler, controller) as ReachRule | undefined,
    isRead: Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.GET,
    isPost: Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST,
    isPublic: declared(IS_PUBLIC, handler, controller) === true,
    permission: declared(REQUIRED_PERMISSION, handler, controller),
    reads: Reflect.getMetadata(READS, handler),
    idempotency: Reflect.getMetadata(IDEMPOTENCY, handler),
    handler,
    types: Reflect.getMetadata('design:paramtypes', controller.prototype, name) ?? [],
  }));
}

function declared(key: string, handler: object, controller: object): unknown {
  return Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
}

function pathOf(controller: object, handler: object): string {
  const parts: unknown[] = [
    Reflect.getMetadata(PATH_METADATA, controller),
    Reflect.getMetadata(PATH_METADATA, handler),
  ];
  return `/${parts
    .map((part) => String(part).replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
}
