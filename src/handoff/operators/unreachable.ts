/**
 * He left the enterprise, is out of the scope of the app or has no licence, or the app is switched off: nothing reaches
 * him, whatever is sent.
 * @see https://developer.work.weixin.qq.com/document/path/90313
 */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'errcode-60111',
  'errcode-81013',
  'errcode-60102',
  'errcode-40003',
  'errcode-45022',
  'unlicensed-member',
  'account-disabled',
]);

/** Whether this is why nothing that is sent to a member arrives, as deliveries and notifications say it. */
export function isUnreachable(reason: string): boolean {
  return UNREACHABLE.has(reason);
}
