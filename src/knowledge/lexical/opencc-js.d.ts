/** Pairs of a traditional character and its simplified ones, cut by '|'; the pair is cut by a space. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
