import type { Anchor } from '../seals/anchors/anchor-sinks.js';
import type { Seal } from '../seals/seal.js';
import { found } from './fault.js';
import type { SealedLog } from './sealed-log.js';

/** Holds anchors, in about the order of the seals, against the seals as they come by. */
export class AnchorCheck {
  /** How many were held against a seal. */
  checked = 0;
  private next: Anchor | undefined;
  private isRead = false;

  constructor(
    private readonly anchors: AsyncIterator<Anchor>,
    private readonly log: SealedLog,
    /** Seals up to this one are not looked at. */
    private readonly after: number,
  ) {}

  /** @throws {FaultFound} `anchor-mismatch`. */
  async passing(seal: Seal): Promise<void> {
    for (
      let anchor = await this.peek();
      anchor !== undefined && anchor.seal <= seal.number;
      anchor = await this.peek()
    ) {
      this.next = undefined;
      if (anchor.seal === seal.number) {
        this.compare(anchor, seal);
      } else if (anchor.seal > this.after) {
        await this.lookUp(anchor); // two processes that wrote one file
      }
    }
  }

  /**
   * What is left when there are no more seals; of a range, what lies behind it is no matter.
   * @throws {FaultFound} `tail-missing`, `anchor-mismatch`.
   */
  async finish(lastSeal: number, isRange: boolean): Promise<void> {
    for (let anchor = await this.peek(); anchor !== undefined; anchor = await this.peek()) {
      this.next = undefined;
      if (anchor.seal > this.after && !(isRange && anchor.seal > lastSeal)) {
        await this.lookUp(anchor);
      }
    }
  }

  private async lookUp(anchor: Anchor): Promise<void> {
    const [seal] = await this.log.seals(anchor.seal - 1, 1);
    if (seal?.number !== anchor.seal) {
      throw found('tail-missing', `seal ${anchor.seal} was anchored, and is not there`, { seal: anchor.seal });
    }
    this.compare(anchor, seal);
  }

  private compare(anchor: Anchor, seal: Seal): void {
    const isSame =
      anchor.hash === seal.hash.toString('hex') && anchor.sequence === seal.lastSequence && anchor.keyId === seal.keyId;
    if (!isSame) {
      throw found('anchor-mismatch', `seal ${seal.number} was anchored as another one`, { seal: seal.number });
    }
    this.checked += 1;
  }

  private async peek(): Promise<Anchor | undefined> {
    if (this.next === undefined && !this.isRead) {
      const { value, done } = await this.anchors.next();
      this.isRead = done === true;
      this.next = done === true ? undefined : value;
    }
    return this.next;
  }
}
