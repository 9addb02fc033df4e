import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

/**
 * Lets a worker thread run the TypeScript of this repository, as the tests do: the runner compiles what it imports
 * itself, but knows nothing of the threads that the program starts. Node preloads this file in each of them.
 */
registerHooks({
  resolve(specifier, context, next) {
    const source = sourceOf(specifier, context.parentURL);
    return source === undefined ? next(specifier, context) : { url: source.href, format: 'module', shortCircuit: true };
  },
  load(url, context, next) {
    if (!isOurs(url)) {
      return next(url, context);
    }
    const { code } = transformFileSync(fileURLToPath(url), {
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
      },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

/** The `x.ts` that an import of `x.js` means; undefined if the file that is asked for is there. */
function sourceOf(specifier: string, parentUrl: string | undefined): URL | undefined {
  if (!/^(?:\.{1,2}\/|file:).*\.js$/.test(specifier)) {
    return undefined;
  }
  const url = new URL(specifier, parentUrl);
  const source = new URL(url.href.replace(/\.js$/, '.ts'));
  return isOurs(source.href) && !existsSync(url) && existsSync(source) ? source : undefined;
}

function isOurs(url: string): boolean {
  return url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');
}
