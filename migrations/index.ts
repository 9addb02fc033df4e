import { Foundation1700000000001 } from './0001-foundation.js';
import { Messaging1700000000002 } from './0002-messaging.js';
import { Features1700000000003 } from './0003-features.js';
import { Documents1700000000004 } from './0004-documents.js';
import { Imports1700000000005 } from './0005-imports.js';
import { Embeddings1700000000006 } from './0006-embeddings.js';
import { AskedQuestions1700000000007 } from './0007-asked-questions.js';
import { Clarifications1700000000008 } from './0008-clarifications.js';
import { Evaluations1700000000009 } from './0009-evaluations.js';
import { ConversationContext1700000000017 } from './0017-conversation-context.js';

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
  ConversationContext1700000000017,
];
