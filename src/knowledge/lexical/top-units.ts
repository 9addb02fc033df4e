/** Keeps the best of what it is offered: a heap whose root is the worst kept. */
export class TopUnits {
  private readonly units: Int32Array;
  private readonly scores: Float32Array;
  private size = 0;

  constructor(private readonly capacity: number) {
    this.units = new Int32Array(capacity);
    this.scores = new Float32Array(capacity);
  }

  /** What is not above this would not be kept. */
  get threshold(): number {
    return this.size < this.capacity ? 0 : (this.scores[0] ?? 0);
  }

  offer(unit: number, score: number): void {
    if (this.size < this.capacity) {
      this.rise(this.size++, unit, score);
    } else if (score > this.threshold) {
      this.sink(unit, score);
    }
  }

  /** In no order. */
  kept(): Int32Array {
    return this.units.subarray(0, this.size);
  }

  private rise(position: number, unit: number, score: number): void {
    let hole = position;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if ((this.scores[parent] ?? 0) <= score) {
        break;
      }
      this.move(parent, hole);
      hole = parent;
    }
    this.put(hole, unit, score);
  }

  private sink(unit: number, score: number): void {
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child + 1 < this.size && (this.scores[child + 1] ?? 0) < (this.scores[child] ?? 0)) {
        child += 1;
      }
      if (child >= this.size || (this.scores[child] ?? 0) >= score) {
        break;
      }
      this.move(child, hole);
      hole = child;
    }
    this.put(hole, unit, score);
  }

  private move(from: number, to: number): void {
    this.put(to, this.units[from] ?? 0, this.scores[from] ?? 0);
  }

  private put(position: number, unit: number, score: number): void {
    this.units[position] = unit;
    this.scores[position] = score;
  }
}
