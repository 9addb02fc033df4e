import { parentPort, workerData } from 'node:worker_threads';
import { FileError } from './file-error.js';
import type { FileToRead, ImportAnswer, ImportBatch, ImportRequest } from './import-messages.js';
import { NearDuplicates } from './near-duplicates.js';
import { readImport } from './read-import.js';

/** The thread of an `ImportThread`. */

const known = new NearDuplicates();
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `ImportThread` alone starts this file
const batches = readImport(workerData as FileToRead, known);

parentPort?.on('message', (request: ImportRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message));
});

async function answer(request: ImportRequest): Promise<ImportAnswer> {
  if (request.kind === 'know') {
    request.questions.forEach((question) => known.add(question));
    return { kind: 'known' };
  }
  try {
    return toAnswer(await batches.next());
  } catch (error) {
    if (error instanceof FileError) {
      return { kind: 'bad', code: error.code, message: error.message };
    }
    throw error; // which ends the thread: the fault is ours
  }
}

function toAnswer({ done, value }: IteratorResult<ImportBatch, number>): ImportAnswer {
  return done === true ? { kind: 'end', total: value } : { kind: 'batch', batch: value };
}
