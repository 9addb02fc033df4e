/** So many of all that pass, each as likely as any other, without knowing how many there will be. */
export class Sample<Item> {
  private readonly kept: Item[] = [];
  private count = 0;

  /** @param random a whole number from 0 up to, and not including, its argument. */
  constructor(
    private readonly size: number,
    private readonly random: (below: number) => number,
  ) {}

  add(item: Item): void {
    this.count += 1;
    if (this.kept.length < this.size) {
      this.kept.push(item);
      return;
    }
    const place = this.random(this.count);
    if (place < this.size) {
      this.kept[place] = item;
    }
  }

  get seen(): number {
    return this.count;
  }

  get items(): readonly Item[] {
    return this.kept;
  }
}
