import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/internal';
import { ModulesContainer } from '@nestjs/core';
import { IS_PUBLIC, REQUIRED_PERMISSION } from '../common/access.js';
import { API_ERRORS } from '../common/api-errors.js';
import { type ErrorCode, errorCatalogue } from '../common/error-catalogue.js';

/** What the decorators of a route say that its document has to tell. */
export interface RouteFacts {
  isPublic: boolean;
  permission: string | undefined;
  /** It is no mere reading. */
  changes: boolean;
  /** Of its own, besides those that follow from its form. */
  errors: readonly ErrorCode[];
}

/** Such as `handoffsClaim`: what a generated client calls it. */
export function operationIdOf(controller: string, method: string): string {
  const resource = controller.replace(/Controller$/, '');
  return `${resource.charAt(0).toLowerCase()}${resource.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}

/** Of every route of the application, by the id of its operation. */
export function routeFacts(app: INestApplicationContext): Map<string, RouteFacts> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype),
  );
  return new Map(
    controllers.filter((controller) => typeof controller === 'function').flatMap((controller) => factsOf(controller)),
  );
}

function factsOf(controller: { name: string; prototype?: unknown }): [string, RouteFacts][] {
  return Object.entries(Object.getOwnPropertyDescriptors(controller.prototype ?? {}))
    .map(([name, { value }]): [string, unknown] => [name, value])
    .filter((entry): entry is [string, object] => typeof entry[1] === 'function')
    .filter(([, handler]) => Reflect.hasMetadata(METHOD_METADATA, handler))
    .map(([name, handler]) => [
      operationIdOf(controller.name, name),
      {
        isPublic: declared(IS_PUBLIC, handler, controller) === true,
        permission: textOf(declared(REQUIRED_PERMISSION, handler, controller)),
        changes: Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.GET,
        errors: [...codesOf(controller), ...codesOf(handler)],
      },
    ]);
}

function declared(key: string, handler: object, controller: object): unknown {
  return Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function codesOf(target: object): ErrorCode[] {
  const codes: unknown = Reflect.getMetadata(API_ERRORS, target);
  return Array.isArray(codes) ? codes.filter(isErrorCode) : [];
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in errorCatalogue;
}
