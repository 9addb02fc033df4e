import { Foundation1700000000001 } from './0001-foundation.js';
import { Messaging1700000000002 } from './0002-messaging.js';
import { Features1700000000003 } from './0003-features.js';
import { Documents1700000000004 } from './0004-documents.js';
import { Imports1700000000005 } from './0005-imports.js';
import { Embeddings1700000000006 } from './0006-embeddings.js';
import { AskedQuestions1700000000007 } from './0007-asked-questions.js';
import { Clarifications1700000000008 } from './0008-clarifications.js';
import { Evaluations1700000000009 } from './0009-evaluations.js';
import { Models1700000000010 } from './0010-models.js';
import { Routes1700000000011 } from './0011-routes.js';
import { AnswerCache1700000000012 } from './0012-answer-cache.js';
import { FlowsTools1700000000013 } from './0013-flows-tools.js';
import { FiltersLimits1700000000014 } from './0014-filters-limits.js';
import { Turns1700000000015 } from './0015-turns.js';
import { Intents1700000000016 } from './0016-intents.js';
import { ConversationContext1700000000017 } from './0017-conversation-context.js';
import { Replays1700000000018 } from './0018-replays.js';
import { RelaysMedia1700000000019 } from './0019-relays-media.js';
import { Operators1700000000020 } from './0020-operators.js';
import { Cases1700000000021 } from './0021-cases.js';
import { Notifications1700000000022 } from './0022-notifications.js';
import { Desk1700000000023 } from './0023-desk.js';
import { Tickets1700000000024 } from './0024-tickets.js';
import { Vault1700000000025 } from './0025-vault.js';
import { SealedMessages1700000000026 } from './0026-sealed-messages.js';
import { AuditEvents1700000000027 } from './0027-audit-events.js';
import { AuditSeals1700000000028 } from './0028-audit-seals.js';
import { AuditSearch1700000000029 } from './0029-audit-search.js';
import { Retention1700000000030 } from './0030-retention.js';
import { Staff1700000000031 } from './0031-staff.js';
import { SignIn1700000000032 } from './0032-sign-in.js';
import { ApiKeys1700000000033 } from './0033-api-keys.js';
import { Edges1700000000034 } from './0034-edges.js';
import { Idempotency1700000000035 } from './0035-idempotency.js';
import { ListIndexes1700000000036 } from './0036-list-indexes.js';
import { SettingVersions1700000000037 } from './0037-setting-versions.js';
import { KeyOwners1700000000038 } from './0038-key-owners.js';

/** Every migration, in order. Listed by hand: globs find nothing in a bundle or a test runner. */
export const migrations = [
  Foundation1700000000001,
  Messaging1700000000002,
  Features1700000000003,
  Documents1700000000004,
  Imports1700000000005,
  Embeddings1700000000006,
  AskedQuestions1700000000007,
  Clarifications1700000000008,
  Evaluations1700000000009,
  Models1700000000010,
  Routes1700000000011,
  AnswerCache1700000000012,
  FlowsTools1700000000013,
  FiltersLimits1700000000014,
  Turns1700000000015,
  Intents1700000000016,
  ConversationContext1700000000017,
  Replays1700000000018,
  RelaysMedia1700000000019,
  Operators1700000000020,
  Cases1700000000021,
  Notifications1700000000022,
  Desk1700000000023,
  Tickets1700000000024,
  Vault1700000000025,
  SealedMessages1700000000026,
  AuditEvents1700000000027,
  AuditSeals1700000000028,
  AuditSearch1700000000029,
  Retention1700000000030,
  Staff1700000000031,
  SignIn1700000000032,
  ApiKeys1700000000033,
  Edges1700000000034,
  Idempotency1700000000035,
  ListIndexes1700000000036,
  SettingVersions1700000000037,
  KeyOwners1700000000038,
];
