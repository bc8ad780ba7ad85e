/** By their first three letters, English and German. */
const months: Readonly<Record<string, number>> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12 },
  ...{ jän: 1, mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12 },
};

/** The number of a month by its name, 1 for January; 0 for another word. */
export const monthOf = (name = ''): number => months[name.slice(0, 3).toLowerCase()] ?? 0;
