import type { ProviderCitation } from './provider.js';

const CITATIONS_MAX = 20;
const TITLE_LENGTH_MAX = 200;
const TEXT_LENGTH_MAX = 4_000;

/** Each source once, and no more of them than somebody would look at. */
export class Citations {
  private readonly byKey = new Map<string, ProviderCitation>();

  add({ title, text, source }: { title: string; text: string; source: string }): void {
    const key = `${title}\n${text}`;
    if (text === '' || this.byKey.size >= CITATIONS_MAX || this.byKey.has(key)) {
      return;
    }
    this.byKey.set(key, {
      title: (title || text).slice(0, TITLE_LENGTH_MAX).toWellFormed(),
      text: text.slice(0, TEXT_LENGTH_MAX).toWellFormed(),
      ...(source !== '' && { source: source.slice(0, TITLE_LENGTH_MAX).toWellFormed() }),
    });
  }

  all(): ProviderCitation[] {
    return [...this.byKey.values()];
  }
}
