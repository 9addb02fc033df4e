/** What has come of an answer so far. */
export class Draft {
  text = '';
  /** Of everything that is kept, the arguments of tools included. */
  bytes = 0;
  private readonly startedAt = performance.now();
  private firstAt: number | undefined;

  /** Something of the answer came, be it reasoning. */
  begin(): void {
    this.firstAt ??= performance.now();
  }

  add(piece: string): void {
    if (piece !== '') {
      this.begin();
      this.text += piece;
      this.bytes += Buffer.byteLength(piece);
    }
  }

  /** Takes back what was said, for providers that moderate afterwards. */
  replace(text: string): void {
    this.text = '';
    this.bytes = 0;
    this.add(text);
  }

  get hasBegun(): boolean {
    return this.firstAt !== undefined;
  }

  /** Milliseconds from the request to the first piece; where there was none, until now. */
  get firstTokenMs(): number {
    return Math.round((this.firstAt ?? performance.now()) - this.startedAt);
  }
}
