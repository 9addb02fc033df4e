import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import type { AuditAction } from '../../src/audit/audit-event.js';
import { controllerRoutes } from './controller-routes.js';
import { importsOf } from './source-files.js';

/** What is read of the enterprise's own words and figures: of nobody who wrote to it. */
const SHOWS_NOTHING_THAT_WAS_SAID = new Set([
  'AccountsController.get',
  'AccountsController.list',
  'AccountsController.versions',
  'CannedRepliesController.get',
  'CannedRepliesController.list',
  'CategoriesController.get',
  'CategoriesController.list',
  'ContactRequestsController.follow',
  'ContactRequestsController.get',
  'ContactRequestsController.list',
  'DoctorController.examine',
  'DocumentDraftsController.get',
  'DocumentRevisionsController.get',
  'DocumentRevisionsController.list',
  'DocumentsController.get',
  'DocumentsController.list',
  'DocumentsController.listPassages',
  'EntryRulesController.get',
  'EntryRulesController.list',
  'EvaluationsController.follow',
  'EvaluationsController.get',
  'EvaluationsController.list',
  'ExportsController.follow',
  'ExportsController.get',
  'ExportsController.list',
  'ExportsController.signature',
  'FilterListsController.get',
  'FilterListsController.list',
  'FilterRulesController.get',
  'FilterRulesController.list',
  'FilterWordsController.list',
  'FlowsController.get',
  'FlowsController.list',
  'GroupsController.get',
  'GroupsController.hours',
  'GroupsController.list',
  'HandoffRulesController.get',
  'HandoffRulesController.list',
  'HoldsController.get',
  'HoldsController.list',
  'IntentsController.get',
  'IntentsController.list',
  'KeysController.get',
  'KeysController.list',
  'KnowledgeImportsController.follow',
  'KnowledgeImportsController.get',
  'KnowledgeImportsController.list',
  'LabelsController.get',
  'MasterKeyController.get',
  'MeController.get',
  'ModelsController.get',
  'ModelsController.list',
  'ModelsController.used',
  'NoticesController.get',
  'NotificationsController.get',
  'NotificationsController.list',
  'OperatorsController.get',
  'OperatorsController.list',
  'PromptTrialsController.follow',
  'PromptTrialsController.get',
  'PromptTrialsController.list',
  'PromptsController.get',
  'PromptsController.list',
  'ReplaysController.follow',
  'ReplaysController.get',
  'ReplaysController.list',
  'RetentionController.get',
  'RetentionController.list',
  'RolesController.get',
  'RolesController.list',
  'RoutesController.compare',
  'RoutesController.get',
  'RoutesController.list',
  'SavedSearchesController.get',
  'SavedSearchesController.list',
  'SavedSearchesController.runs',
  'SealsController.anchors',
  'SealsController.list',
  'SealsController.seals',
  'SessionController.get',
  'SessionsController.list',
  'SettingsController.get',
  'SettingsController.list',
  'SettingsController.versions',
  'SinksController.get',
  'SinksController.list',
  'StaffController.get',
  'StaffController.list',
  'ToolsController.get',
  'ToolsController.list',
  'UnmaskingsController.list',
  'VerificationController.follow',
  'VerificationController.get',
  'VerificationController.list',
  'VerificationController.prove',
  'VocabularyController.get',
]);

/** What a route that changes something, or gives something away, is recorded as. */
const DEEDS: Readonly<Record<string, readonly AuditAction[]>> = {
  'AccountsController.create': ['account.created'],
  'AccountsController.remove': ['account.deleted'],
  'AccountsController.update': ['account.updated'],
  'CannedRepliesController.create': ['canned-reply.created'],
  'CannedRepliesController.remove': ['canned-reply.deleted'],
  'CannedRepliesController.update': ['canned-reply.updated'],
  'CannedReplyOperationsController.operate': ['canned-reply.created', 'canned-reply.updated', 'canned-reply.deleted'],
  'CategoriesController.set': ['knowledge.category-changed'],
  'CategoriesController.unset': ['knowledge.category-deleted'],
  'ContactRequestsController.erase': ['contact.erasure-requested'],
  'ContactRequestsController.export': ['contact.export-requested'],
  'ContactRequestsController.file': ['contact.export-downloaded'],
  'ContactsController.setTags': ['contact.tags-changed'],
  'ConversationHandoffController.request': ['handoff.requested'],
  'DocumentDraftsController.discard': ['knowledge.draft-discarded'],
  'DocumentDraftsController.publish': ['knowledge.draft-published'],
  'DocumentDraftsController.save': ['knowledge.draft-saved'],
  'DocumentOperationsController.operate': [
    'knowledge.document-created',
    'knowledge.document-updated',
    'knowledge.document-deleted',
  ],
  'DocumentRevisionsController.restore': ['knowledge.document-restored'],
  'DocumentsController.create': ['knowledge.document-created'],
  'DocumentsController.remove': ['knowledge.document-deleted'],
  'DocumentsController.step': ['knowledge.document-state-changed'],
  'DocumentsController.stepAll': ['knowledge.document-state-changed'],
  'DocumentsController.update': ['knowledge.document-updated'],
  'EntryRulesController.create': ['staff.rule-created', 'staff.updated'],
  'EntryRulesController.remove': ['staff.rule-deleted', 'staff.updated'],
  'EntryRulesController.update': ['staff.rule-updated', 'staff.updated'],
  'EvaluationsController.create': ['knowledge.evaluation-requested'],
  'ExportsController.cancel': ['audit.export-cancelled'],
  'ExportsController.create': ['audit.export-requested'],
  'ExportsController.file': ['audit.export-downloaded'],
  'FilterListsController.create': ['filter.list-created'],
  'FilterListsController.remove': ['filter.list-deleted'],
  'FilterListsController.update': ['filter.list-updated'],
  'FilterRulesController.create': ['filter.rule-created'],
  'FilterRulesController.remove': ['filter.rule-deleted'],
  'FilterRulesController.update': ['filter.rule-updated'],
  'FilterWordsController.import': ['filter.words-imported'],
  'FilterWordsController.remove': ['filter.word-removed'],
  'FilterWordsController.set': ['filter.word-set'],
  'FlowsController.remove': ['flow.deleted'],
  'FlowsController.set': ['flow.changed'],
  'GapsController.draft': ['knowledge.document-created', 'knowledge.gap-changed'],
  'GapsController.setState': ['knowledge.gap-changed'],
  'GroupsController.create': ['group.created'],
  'GroupsController.remove': ['group.deleted'],
  'GroupsController.update': ['group.updated'],
  'GuardedSettingsController.change': ['setting.changed'],
  'HandoffOperationsController.resolve': ['handoff.resolved'],
  'HandoffOperationsController.transfer': ['handoff.transferred'],
  'HandoffRulesController.create': ['handoff.rule-created'],
  'HandoffRulesController.remove': ['handoff.rule-deleted'],
  'HandoffRulesController.update': ['handoff.rule-updated'],
  'HandoffsController.claim': ['handoff.claimed'],
  'HandoffsController.note': ['handoff.noted'],
  'HandoffsController.release': ['handoff.released'],
  'HandoffsController.resolve': ['handoff.resolved'],
  'HandoffsController.returnToBot': ['handoff.returned'],
  'HandoffsController.send': ['handoff.replied', 'message.sent'],
  'HandoffsController.transfer': ['handoff.transferred'],
  'HoldsController.change': ['hold.changed'],
  'HoldsController.place': ['hold.placed'],
  'HoldsController.release': ['hold.released'],
  'IntentsController.delete': ['intent.deleted'],
  'IntentsController.set': ['intent.changed'],
  'KeysController.create': ['key.created'],
  'KeysController.remove': ['key.deleted'],
  'KeysController.rotate': ['key.rotated'],
  'KeysController.update': ['key.updated'],
  'KnowledgeDraftsController.create': ['handoff.knowledge-drafted'],
  'KnowledgeExportsController.export': ['knowledge.exported'],
  'KnowledgeImportsController.create': ['knowledge.import-requested'],
  'MediaController.add': ['media.added'],
  'ModelsController.create': ['model.created'],
  'ModelsController.remove': ['model.deleted'],
  'ModelsController.setKey': ['model.key-changed'],
  'ModelsController.update': ['model.updated'],
  'NotificationsController.replay': ['notification.replayed'],
  'OperatorOperationsController.operate': ['operator.created', 'operator.updated', 'operator.deleted'],
  'OperatorsController.create': ['operator.created'],
  'OperatorsController.remove': ['operator.deleted'],
  'OperatorsController.setPresence': ['operator.presence-changed'],
  'OperatorsController.update': ['operator.updated'],
  'PromptTrialsController.create': ['prompt.trial-requested'],
  'PromptsController.create': ['prompt.created'],
  'PromptsController.publish': ['prompt.published'],
  'PromptsController.remove': ['prompt.deleted'],
  'ReplaysController.create': ['dialog.replay-requested'],
  'ReviewsController.judge': ['audit.answer-reviewed'],
  'RolesController.create': ['role.created'],
  'RolesController.remove': ['role.deleted'],
  'RolesController.update': ['role.updated'],
  'RoutesController.create': ['route.created'],
  'RoutesController.remove': ['route.deleted'],
  'RoutesController.rollBack': ['route.rolled-back'],
  'RoutesController.update': ['route.updated'],
  'SavedSearchesController.ask': ['audit.search-ran'],
  'SavedSearchesController.create': ['audit.search-created'],
  'SavedSearchesController.remove': ['audit.search-deleted'],
  'SavedSearchesController.update': ['audit.search-updated'],
  'SealsController.rotate': ['audit.key-created'],
  'SessionController.end': ['session.ended'],
  'SessionsController.end': ['session.revoked'],
  'SessionsController.endAll': ['session.revoked'],
  'SettingsController.change': ['setting.changed'],
  'SettingsController.changeAll': ['setting.changed'],
  'SettingsController.restore': ['setting.changed'],
  'SignInController.becomeAdministrator': ['sign-in.succeeded'],
  'SinksController.create': ['notification.sink-created'],
  'SinksController.remove': ['notification.sink-deleted'],
  'SinksController.test': ['notification.sink-tested'],
  'SinksController.update': ['notification.sink-updated'],
  'StaffController.change': ['staff.updated'],
  'StaffController.remove': ['staff.deleted'],
  'StreamedExportsController.export': ['transcript.searched'],
  'TicketsController.change': ['ticket.updated'],
  'TicketsController.comment': ['ticket.commented'],
  'TicketsController.create': ['ticket.created'],
  'TicketsController.put': ['ticket.created', 'ticket.updated'],
  'TokensController.issue': ['token.issued'],
  'TokensController.rotate': ['token.key-created'],
  'ToolsController.create': ['tool.created'],
  'ToolsController.remove': ['tool.deleted'],
  'ToolsController.try': ['tool.called'],
  'ToolsController.update': ['tool.updated'],
  'UnmaskingsController.decide': ['unmasking.approved', 'unmasking.refused'],
  'UnmaskingsController.fetch': ['vault.revealed'],
  'UnmaskingsController.request': ['vault.revealed', 'unmasking.requested'],
  'VerificationController.verify': ['audit.verification-requested'],
  'VocabularyController.replace': ['knowledge.vocabulary-changed'],
};

/** They ask or try something, and leave everything as it was. */
const CHANGES_NOTHING = new Set([
  'AccountCheckController.check',
  'FilterTrialsController.try',
  'ModelsController.check',
  'SearchController.search',
]);

const known = (name: string): boolean => DEEDS[name] !== undefined;

it('whoever reads what people said leaves an event', async () => {
  const routes = (await controllerRoutes()).filter(({ isRead, isPublic }) => isRead && !isPublic);
  const silent = routes.filter(
    ({ name, reads }) => reads === undefined && !SHOWS_NOTHING_THAT_WAS_SAID.has(name) && !known(name),
  );

  expect(silent.map(({ name }) => name)).toEqual([]);
  expect(routes.filter(({ reads }) => reads !== undefined).length).toBeGreaterThan(20);
});

it('whoever changes something leaves an event', async () => {
  const routes = (await controllerRoutes()).filter(({ isRead, isPublic }) => !isRead && !isPublic);
  const silent = routes.filter(({ name }) => !known(name) && !CHANGES_NOTHING.has(name));

  expect(silent.map(({ name }) => name)).toEqual([]);
});

it('the event of a route is recorded by what its controller calls', async () => {
  const routes = new Map((await controllerRoutes()).map(({ name, file }) => [name, file]));
  const unrecorded = Object.entries(DEEDS)
    .filter(([name]) => routes.has(name))
    .flatMap(([name, actions]) => {
      const sources = reachedFrom(routes.get(name) ?? '').map((file) => readFileSync(file, 'utf8'));
      return actions.filter((action) => !sources.some((source) => spellings(action).some((s) => source.includes(s))));
    });

  expect(unrecorded).toEqual([]);
});

/** As it is, or with an ending that is decided on the way. */
function spellings(action: string): string[] {
  return [`'${action}'`, '`' + action.slice(0, action.indexOf('.') + 1) + '${'];
}

/** Every file of ours that a file imports, and what those import; not the lists of deeds. */
function reachedFrom(file: string, reached = new Set<string>()): string[] {
  if (!reached.has(file) && !/audit-event\.ts$|-deed\.ts$/.test(file)) {
    reached.add(file);
    for (const target of importedBy(file)) {
      reachedFrom(target, reached);
    }
  }
  return [...reached];
}

const imports = new Map<string, readonly string[]>();

function importedBy(file: string): readonly string[] {
  const found =
    imports.get(file) ??
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts'))
      .filter((target) => target.startsWith('src/'));
  imports.set(file, found);
  return found;
}
