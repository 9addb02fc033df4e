import { assertNever, InvalidRequestError } from '../common/app-error.js';
import type { GroupId } from '../common/ids.js';
import type { SinkKind } from './notification.js';
import type { Sink, SinkSecrets } from './sink.js';

const ROBOT_PATH = '/cgi-bin/webhook/send';
const ROBOT_KEY = /^[0-9A-Za-z_-]{8,128}$/;

/** A sink as somebody describes it: what is secret may be left out in a change. */
export interface SinkChange {
  name: string;
  kind: SinkKind;
  url?: string | undefined;
  secret?: string | undefined;
  recipients: readonly string[];
  events: readonly string[] | null;
  groupIds: readonly GroupId[] | null;
  enabled: boolean;
}

/**
 * The sink after a change, with what is secret from before where none was sent.
 * @throws {InvalidRequestError} for what its kind lacks, and for another kind.
 */
export function withChange(before: Sink | undefined, change: SinkChange): Omit<Sink, 'id' | 'version' | 'updatedAt'> {
  const { name, kind, recipients, events, groupIds, enabled } = change;
  if (before !== undefined && before.kind !== kind) {
    throw new InvalidRequestError('a sink keeps its kind', ['kind: cannot be changed']);
  }
  const secrets = secretsOf(before?.secrets, change);
  return { name, kind, secrets, target: targetOf(secrets, recipients), recipients, events, groupIds, enabled };
}

function secretsOf(before: SinkSecrets | undefined, { kind, url, secret, recipients }: SinkChange): SinkSecrets {
  switch (kind) {
    case 'group-robot':
      return { kind, key: url === undefined ? keyBefore(before) : robotKeyOf(url) };
    case 'email':
      if (recipients.length === 0) {
        throw missing('recipients');
      }
      return { kind };
    case 'webhook': {
      const kept = before?.kind === 'webhook' ? before : undefined;
      return {
        kind,
        url: url === undefined ? required(kept?.url, 'url') : webhookUrlOf(url),
        secret: required(secret ?? kept?.secret, 'secret'),
      };
    }
    default:
      return assertNever(kind);
  }
}

/** The address that WeCom shows for a robot. Its host is the one of the configuration; its key is what matters. */
function robotKeyOf(url: string): string {
  const parsed = URL.parse(url);
  const key = parsed?.searchParams.get('key') ?? '';
  if (parsed?.pathname !== ROBOT_PATH || !ROBOT_KEY.test(key)) {
    throw new InvalidRequestError('this is not the address of a group robot', [
      `url: must be that of a group robot, https://…${ROBOT_PATH}?key=…`,
    ]);
  }
  return key;
}

function webhookUrlOf(url: string): string {
  const parsed = URL.parse(url);
  const isHttp = parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
  if (parsed === null || !isHttp || parsed.username !== '' || parsed.password !== '') {
    throw new InvalidRequestError('this is not the address of a webhook', [
      'url: must be an http or https URL without a user',
    ]);
  }
  return parsed.href;
}

function targetOf(secrets: SinkSecrets, recipients: readonly string[]): string {
  switch (secrets.kind) {
    case 'group-robot':
      return `…${secrets.key.slice(-4)}`;
    case 'email':
      return recipients.join(', ');
    case 'webhook': {
      const { origin, pathname } = new URL(secrets.url);
      return `${origin}${pathname}`;
    }
    default:
      return assertNever(secrets);
  }
}

function keyBefore(before: SinkSecrets | undefined): string {
  return required(before?.kind === 'group-robot' ? before.key : undefined, 'url');
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) {
    throw missing(name);
  }
  return value;
}

function missing(name: string): InvalidRequestError {
  return new InvalidRequestError('the sink is not complete', [`${name}: is missing`]);
}
