import { readFileSync } from 'node:fs';

export interface Section {
  title: string;
  commands: string;
}

/** The shell blocks of a page by their headings; those of one heading are one. */
export function sectionsOf(page: string): Section[] {
  return readFileSync(page, 'utf8')
    .split(/^## /m)
    .map((part) => ({
      title: part.split('\n', 1)[0] ?? '',
      commands: [...part.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block).join('\n'),
    }))
    .filter(({ commands }) => commands !== '');
}

/** The commands without what they say to people. */
export function bare(commands: string): string {
  return commands.replaceAll(/(?:^| +)# .*$/gm, '').replaceAll(/\{ {2}# .*$/gm, '{');
}
