/**
 * Does all of it at once; where that fails, each by itself, so that one bad key keeps no other back.
 * @returns those that failed by themselves, each of which was told of.
 */
export async function togetherOrAlone<Key>(
  keys: readonly Key[],
  work: (keys: readonly Key[]) => Promise<void>,
  tell: (key: Key, error: unknown) => void,
): Promise<Key[]> {
  try {
    await work(keys);
    return [];
  } catch {
    return alone(keys, work, tell); // which says what is wrong, and with what
  }
}

async function alone<Key>(
  keys: readonly Key[],
  work: (keys: readonly Key[]) => Promise<void>,
  tell: (key: Key, error: unknown) => void,
): Promise<Key[]> {
  const failed: Key[] = [];
  for (const key of keys) {
    try {
      await work([key]);
    } catch (error) {
      tell(key, error);
      failed.push(key);
    }
  }
  return failed;
}
