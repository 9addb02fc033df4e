import { countOf, isRecord, textOf } from './json.js';
import type { ToolCall } from './provider.js';

const CALLS_MAX = 16;

/** Tool calls while they come: their arguments arrive in pieces, several calls among each other. */
export class ToolCallDrafts {
  private readonly calls = new Map<number, { id: string; name: string; written: string }>();

  /**
   * @param position where the piece does not say which call it belongs to.
   * @returns how many bytes were kept of it.
   */
  add(piece: unknown, position: number): number {
    const index = (isRecord(piece) ? countOf(piece['index']) : undefined) ?? position;
    const told = isRecord(piece) && isRecord(piece['function']) ? piece['function'] : {};
    const call = this.calls.get(index) ?? { id: '', name: '', written: '' };
    if (this.calls.size >= CALLS_MAX && !this.calls.has(index)) {
      return 0;
    }
    const more = isRecord(told['arguments']) ? JSON.stringify(told['arguments']) : textOf(told['arguments']);
    call.id ||= isRecord(piece) ? textOf(piece['id']) : '';
    call.name ||= textOf(told['name']);
    call.written += more;
    this.calls.set(index, call);
    return Buffer.byteLength(more);
  }

  /** Those that name a tool. */
  all(): ToolCall[] {
    return [...this.calls.entries()]
      .toSorted(([one], [other]) => one - other)
      .filter(([, { name }]) => name !== '')
      .map(([index, { id, name, written }]) => ({
        id: id || `call_${index}`,
        name,
        arguments: written.trim() === '' ? '{}' : written,
      }));
  }
}
