import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../common/app-error.js';
import { readFlow } from './flow-file.js';
import type { Flow } from './flow.js';

export interface FlowFile {
  flow: Flow;
  /** YAML. */
  source: string;
}

const FILES_MAX = 200;

/**
 * The flows of a folder's `*.yaml` files, by name.
 * @throws {AppError} `config.invalid` that says what is wrong with which file.
 */
export function readFolder(folder: string): FlowFile[] {
  const names = yamlFilesIn(folder);
  const faults: string[] = [];
  const files: FlowFile[] = [];
  for (const name of names) {
    const source = readFileSync(join(folder, name), 'utf8');
    const read = readFlow(source);
    if (!read.ok) {
      faults.push(...read.faults.map((fault) => `${name}: ${fault}`));
    } else if (`${read.flow.name}.yaml` === name) {
      files.push({ flow: read.flow, source });
    } else {
      faults.push(`${name}: the flow in it is named ${read.flow.name}`);
    }
  }
  if (faults.length > 0) {
    throw new AppError(
      'config.invalid',
      `the folder of flows has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`,
    );
  }
  return files;
}

function yamlFilesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    if (names.length <= FILES_MAX) {
      return names.toSorted();
    }
  } catch (cause) {
    throw new AppError('config.invalid', 'FLOWS_DIR: the folder cannot be read', { cause });
  }
  throw new AppError('config.invalid', `FLOWS_DIR: ${FILES_MAX} flows at most`);
}
