/** Units that calibrations are written in. */

/** The power of ten that a unit is of seconds or hertz. */
const EXPONENTS: Readonly<Record<string, number>> = {
  s: 0,
  ms: -3,
  us: -6,
  µs: -6,
  ns: -9,
  Hz: 0,
  kHz: 3,
  MHz: 6,
  GHz: 9,
};

/** In seconds or hertz, as exact as the number itself: 10 µs are 1e-5 s. `undefined`: no such unit. */
export function fromUnit(amount: number, unit: string): number | undefined {
  const exponent = EXPONENTS[unit];
  if (exponent === undefined) return undefined;
  return exponent < 0 ? amount / 10 ** -exponent : amount * 10 ** exponent;
}
