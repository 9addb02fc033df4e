/** The `code` of a system error (`EEXIST`) or of PostgreSQL's (an SQLSTATE). */
export function errorCodeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
