/** One member of one app. */
export interface Member {
  agentId: number;
  memberId: string;
}

/** What is sent: the type, and what stands under its name. */
export type MessageBody = Readonly<{ msgtype: string } & Record<string, unknown>>;

const INTERVAL_BASE_SECONDS = 4_400;
const INTERVALS = 10_000n;

/**
 * The bytes of `message/send` to one member. Pure: the same arguments give the same bytes, and another `sequence` gives
 * others.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function memberMessage({ agentId, memberId }: Member, body: MessageBody, sequence: bigint): string {
  return JSON.stringify({
    touser: memberId,
    agentid: agentId,
    ...body,
    safe: 0,
    enable_duplicate_check: 1,
    duplicate_check_interval: duplicateCheckSeconds(sequence),
  });
}

/**
 * 4,400 to 14,399 of the 14,400 seconds that WeCom allows. WeCom compares the request's JSON and knows no id of ours,
 * so the interval itself is the id: a retry repeats its row's bytes and is recognised, while the same words said again
 * on purpose have another sequence, hence another interval, and are delivered. Only two equal texts to one member
 * exactly a multiple of 10,000 messages apart, within the interval, are still taken for one.
 */
function duplicateCheckSeconds(sequence: bigint): number {
  return INTERVAL_BASE_SECONDS + Number(sequence % INTERVALS);
}
