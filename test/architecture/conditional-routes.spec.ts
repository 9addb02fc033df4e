import { expect, it } from 'vitest';
import { controllerRoutes } from './controller-routes.js';

/** What takes no `If-Match`, and why: nothing that somebody edits on what he has seen. */
const UNCONDITIONAL: Readonly<Record<string, string>> = {
  'ExportsController.cancel': 'a job has no versions',
  'FilterWordsController.remove': 'a word is in a list or not',
  'FilterWordsController.set': 'a word is in a list or not',
  'HandoffsController.claim': 'who claims first has it',
  'HandoffsController.release': 'only a claim can be released',
  'OperatorsController.setPresence': 'the last word counts',
  'PromptsController.remove': 'a version never changes',
  'SessionController.end': 'a session has no versions',
  'SessionsController.end': 'a session has no versions',
  'SessionsController.endAll': 'a session has no versions',
  'SettingsController.changeAll': 'each of its changes names the version that was seen',
  'TicketsController.put': 'the system outside knows which is the last',
};

it('everything that people edit takes If-Match', async () => {
  const edits = (await controllerRoutes()).filter(({ isRead, isPost, isPublic }) => !isRead && !isPost && !isPublic);
  const without = edits.filter(({ handler }) => !takesIfMatch(handler)).map(({ name }) => name);

  expect(edits.length).toBeGreaterThan(40);
  expect(without.filter((name) => UNCONDITIONAL[name] === undefined)).toEqual([]);
});

function takesIfMatch(handler: object): boolean {
  const parameters: unknown = Reflect.getMetadata('swagger/apiParameters', handler);
  return JSON.stringify(parameters ?? []).includes('"If-Match"');
}
