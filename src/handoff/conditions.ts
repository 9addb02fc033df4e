/** @returns whether the value is one of those that are named; no list: any value, and none. */
export function isAmong(values: readonly string[] | undefined, value: string | undefined): boolean {
  return values === undefined || (value !== undefined && values.includes(value));
}

/** As `isAmong`; `zh` stands for `zh-Hans` and `zh-Hant`. */
export function isAmongLanguages(languages: readonly string[] | undefined, written: string | undefined): boolean {
  return (
    languages === undefined ||
    languages.some((language) => written === language || written?.startsWith(`${language}-`) === true)
  );
}
