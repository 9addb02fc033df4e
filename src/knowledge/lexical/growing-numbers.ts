const SIZE_MIN = 256;

/** Whole numbers up to 2³¹ in one typed array that grows when it is full: 4 bytes each, and no garbage. */
export class GrowingNumbers {
  /** For loops that must be fast: the numbers, and room after the last of them. Another one after each `push`. */
  values = new Int32Array(SIZE_MIN);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      this.resize(Math.ceil(this.length * 1.5));
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

  increase(position: number, by: number): void {
    this.values[position] = this.at(position) + by;
  }

  /** Gives back the room to grow. */
  trim(): void {
    this.resize(Math.max(SIZE_MIN, this.length));
  }

  private resize(size: number): void {
    const resized = new Int32Array(size);
    resized.set(this.values.subarray(0, this.length));
    this.values = resized;
  }
}
