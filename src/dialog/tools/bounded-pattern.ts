import { createContext, Script } from 'node:vm';

const PATTERN_LENGTH_MAX = 500;
const TEXT_LENGTH_MAX = 4_000;
const MATCH_MS_MAX = 25;

interface Sandbox {
  pattern: RegExp | undefined;
  text: string;
}

const sandbox: Sandbox = { pattern: undefined, text: '' };
createContext(sandbox);
const script = new Script('pattern.global ? text.match(pattern) : pattern.exec(text)');

/**
 * A regular expression that people wrote. Some take exponential time in front of some texts, and no rule tells which:
 * the engine is stopped after a while, and what it did not find until then does not match.
 */
export class BoundedPattern {
  private readonly pattern: RegExp;

  /** @throws {SyntaxError} */
  constructor(source: string, flags = 'u') {
    if (source.length > PATTERN_LENGTH_MAX) {
      throw new SyntaxError(`a pattern has ${PATTERN_LENGTH_MAX} characters at most`);
    }
    this.pattern = new RegExp(source, flags);
  }

  /** The matches of a pattern with the flag `g`, else the first match. A text beyond the bound does not match. */
  all(text: string): string[] {
    if (text.length > TEXT_LENGTH_MAX) {
      return [];
    }
    sandbox.pattern = this.pattern;
    sandbox.text = text;
    try {
      const matches: unknown = script.runInContext(sandbox, { timeout: MATCH_MS_MAX });
      return Array.isArray(matches) ? matches.map(String) : [];
    } catch {
      return []; // nothing but the time-out can be thrown
    }
  }

  test(text: string): boolean {
    return this.all(text).length > 0;
  }
}
