import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Every source file of the program, relative to the repository. */
export function sourceFiles(pattern = 'src/**/*.ts'): string[] {
  return globSync(pattern)
    .filter((file) => !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
}

/** What a file imports, types and dynamic imports included. */
export function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);
}
