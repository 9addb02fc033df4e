import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in `package.json`, wherever above the compiled or the source file that stands. */
export function programVersion(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const version = versionIn(join(folder, 'package.json'));
    if (version !== undefined) {
      return version;
    }
  }
  return 'unknown';
}

function versionIn(path: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string'
      ? parsed.version
      : undefined;
  } catch {
    return undefined; // not here
  }
}
