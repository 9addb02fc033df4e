/** Pairs of a simplified character and its traditional ones, cut by '|'; the pair is cut by a space. */
declare module 'opencc-js/dict/STCharacters' {
  const pairs: string;
  export default pairs;
}

/** Pairs of a character as Japan writes it since 1946 and its traditional one, cut by '|'; the pair is cut by a space. */
declare module 'opencc-js/dict/JPShinjitaiCharacters' {
  const pairs: string;
  export default pairs;
}
