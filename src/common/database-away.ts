const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
]);
/** Admin shutdown, crash shutdown, cannot connect now, too many connections, read-only (a standby), no such database. */
const SQL_STATES = new Set(['57P01', '57P02', '57P03', '53300', '25006', '3D000']);
const CONNECTION_EXCEPTION = /^08...$/;
/** `pg` gives these errors no code; the last is a database that was closed, whose code means other things too. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered a connection|was closed)|database ".*" is not currently accepting connections)/;

/**
 * Whether an error of a statement means that the database is away, and that trying again later may help.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    SOCKET_CODES.has(code) ||
    SQL_STATES.has(code) ||
    CONNECTION_EXCEPTION.test(code) ||
    MESSAGES.test(error.message) ||
    ('driverError' in error && isDatabaseAway(error.driverError))
  );
}
