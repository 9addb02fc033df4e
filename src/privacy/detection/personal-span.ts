/** What kind of personal data a span of text is. `order`: what the enterprise's own patterns find. */
export type PersonalDataKind =
  'phone' | 'landline' | 'id_card' | 'bank_card' | 'email' | 'plate' | 'passport' | 'address' | 'name' | 'order';

export interface PersonalSpan {
  /** UTF-16 offsets into the text as it was given. */
  start: number;
  end: number;
  kind: PersonalDataKind;
  /** What its placeholder calls it: the word of its kind, or the name of the enterprise's own pattern. */
  label: string;
}

/** Where something stands, in UTF-16 offsets. */
export type Place = Pick<PersonalSpan, 'start' | 'end'>;

/** One way to find personal data. Its time grows with the length of the text, whatever the text. */
export interface Detector {
  kind: PersonalDataKind;
  label: string;
  /**
   * In the order of the text, without overlaps.
   * @param text in plain form, see `toPlain`; what other detectors found before is blanked out with NUL.
   */
  find: (text: string) => Iterable<Place>;
}

/** The word of each kind, as placeholders write it. */
export const KIND_LABELS: Readonly<Record<PersonalDataKind, string>> = {
  phone: '手机号',
  landline: '电话',
  id_card: '身份证号',
  bank_card: '银行卡号',
  email: '邮箱',
  plate: '车牌号',
  passport: '护照号',
  address: '地址',
  name: '姓名',
  order: '订单号',
};
