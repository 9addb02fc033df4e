/** Whole numbers up to 2³¹ in one typed array that doubles when it is full: 4 bytes each, and no garbage. */
export class GrowingNumbers {
  private values = new Int32Array(1_024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(position: number): number {
    return this.values[position] ?? 0;
  }

  set(position: number, value: number): void {
    this.values[position] = value;
  }

  /** What was pushed, without room to grow. */
  toArray(): Int32Array<ArrayBuffer> {
    return this.values.slice(0, this.length);
  }
}
