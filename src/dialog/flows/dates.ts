const FULL = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?$/u;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SHORT = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?$/u;

const RELATIVE: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  後天: 2,
  大后天: 3,
  大後天: 3,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
};

const DAY_MS = 86_400_000;

/**
 * A date as people write it: `2026-01-31`, `2026年1月31日`, `1月31日`, `明天`.
 * @param today and the result are `YYYY-MM-DD`.
 * @param towards where a date without its year lies; absent: in this year.
 */
export function dateOf(text: string, today: string, towards?: 'past' | 'future'): string | undefined {
  const said = text.normalize('NFKC').trim().toLowerCase();
  const days = Object.hasOwn(RELATIVE, said) ? RELATIVE[said] : undefined;
  if (days !== undefined) {
    return new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10);
  }
  const [, year, month, day] = FULL.exec(said) ?? COMPACT.exec(said) ?? [];
  return year === undefined ? withoutYear(said, today, towards) : existing(Number(year), Number(month), Number(day));
}

function withoutYear(said: string, today: string, towards: 'past' | 'future' | undefined): string | undefined {
  const [, month, day] = SHORT.exec(said) ?? [];
  if (month === undefined) {
    return undefined;
  }
  const year = Number(today.slice(0, 4));
  const date = existing(year, Number(month), Number(day));
  if (date !== undefined && towards === 'future' && date < today) {
    return existing(year + 1, Number(month), Number(day));
  }
  return date !== undefined && towards === 'past' && date > today
    ? existing(year - 1, Number(month), Number(day))
    : date;
}

/** 31 February is no date, though JavaScript makes one of it. */
function existing(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}
