import { createHash } from 'node:crypto';

/** A request as somebody may send it. The examples of a folder are one story: each finds what those before have made. */
export interface Example {
  /** The id of the operation. */
  operation: string;
  /** JSON, or what a file holds. */
  body: unknown;
  /** What stands in the path. */
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  /** What is called so from now on: the `id` of the answer stands for `idOf` this name. */
  makes?: string;
  /** Why nobody can send it as it stands, where that is so. */
  unsent?: string;
  /** What it shows, where the operation alone does not say. */
  summary?: string;
}

/** The id that something has in the examples. Whoever runs them puts a real one in its place. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `01900000-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}
