import { Injectable, SetMetadata } from '@nestjs/common';
import type { ApiCaller, Reach } from './access.js';
import { NotFoundError } from './app-error.js';

/** What belongs to a conversation, so that not everybody sees it. */
export type Reachable = 'conversation' | 'contact' | 'message' | 'media' | 'handoff' | 'ticket';

export type ReachRule =
  /** The thing that a parameter of the path names has to be within the caller's reach. */
  | { kind: 'one'; of: Reachable; parameter: string }
  /** The handler asks for the caller, and answers what is within his reach alone. */
  | { kind: 'filtered' }
  /** There is nothing of any conversation in it. */
  | { kind: 'free' };

export const REACH = 'access:reach';

/** Who does not see the conversation of what the parameter names is answered as if there were no such thing. */
export const WithinReach = (of: Reachable, parameter = 'id'): MethodDecorator =>
  SetMetadata<string, ReachRule>(REACH, { kind: 'one', of, parameter });

/** The handler itself answers what is within the caller's reach, and nothing else. */
export const FiltersByReach = (): MethodDecorator => SetMetadata<string, ReachRule>(REACH, { kind: 'filtered' });

/** The route has nothing of any conversation: everybody with the permission may call it. */
export const BeyondReach = (): MethodDecorator & ClassDecorator =>
  SetMetadata<string, ReachRule>(REACH, { kind: 'free' });

/** The ids of the groups and operators whose conversations a caller sees; undefined: he sees all. */
export function scopesOf(reach: Reach): readonly string[] | undefined {
  return reach === 'all' ? undefined : [...reach.groups, ...(reach.operators ?? [])];
}

/** A condition of SQL: the conversation of a column is one of the scopes of a parameter, which is null for all. */
export function isScoped(conversationIdColumn: string, parameter: string): string {
  return `(${parameter}::uuid[] is null or exists (
    select from conversation_scopes scope
     where scope.conversation_id = ${conversationIdColumn} and scope.scope_id = any(${parameter}::uuid[])))`;
}

/** Whoever keeps things of one kind tells whose they are. */
export interface ReachSource {
  readonly of: Reachable;
  /** As the answer to whoever asks for one that is not there calls it. */
  readonly name: string;
  /** Whether it is there, and one of these groups or operators had to do with its conversation, or it is the caller's. */
  isWithin(id: string, scopes: readonly string[], caller: ApiCaller): Promise<boolean>;
}

/** Where those that keep such things register; the guard asks it. */
@Injectable()
export class ReachSources {
  private readonly sources = new Map<Reachable, ReachSource>();

  register(source: ReachSource): void {
    this.sources.set(source.of, source);
  }

  /** @throws {NotFoundError} for a thing out of the caller's reach, in the words for one that is not there. */
  async assertWithin(caller: ApiCaller, of: Reachable, id: string): Promise<void> {
    const scopes = scopesOf(caller.reach);
    if (scopes === undefined) {
      return;
    }
    const source = this.sources.get(of);
    if (source === undefined || !(await source.isWithin(id, scopes, caller))) {
      throw new NotFoundError(source?.name ?? 'the resource');
    }
  }
}
