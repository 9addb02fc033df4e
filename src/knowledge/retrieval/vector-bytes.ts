const BYTE_MAX = 127;

/**
 * Whole numbers from -127 to 127 in the proportions of the vector. A quarter of the memory; the cosine of two vectors
 * moves by less than 0.01, which is far less than models differ among each other.
 */
export function toBytes(vector: ArrayLike<number>): Int8Array {
  let largest = 0;
  for (let at = 0; at < vector.length; at++) {
    largest = Math.max(largest, Math.abs(vector[at] ?? 0));
  }
  return Int8Array.from(vector, (value) => (largest === 0 ? 0 : Math.round((value / largest) * BYTE_MAX)));
}
