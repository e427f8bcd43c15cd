/** Errors, probabilities and times of devices as short text for people. */

/** `71 %`, `0.93 %`, `0.0021 %`: two digits of small ones. */
export function percent(value: number): string {
  const hundredths = value * 100;
  if (hundredths === 0) return '0 %';
  if (hundredths >= 99.95) return hundredths >= 99.9995 ? '100 %' : `${hundredths.toFixed(2)} %`;
  if (hundredths >= 10) return `${trimmed(hundredths.toFixed(1))} %`;
  return hundredths < 1e-4 ? '< 0.0001 %' : `${Number(hundredths.toPrecision(2))} %`;
}

const trimmed = (text: string): string => text.replace(/\.0$/, '');

const UNITS = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
] as const;

/** `5.4 µs`, from seconds. */
export function time(seconds: number): string {
  const [unit, name] = UNITS.find(([size]) => seconds >= size * 0.9995) ?? UNITS[3];
  return `${Number((seconds / unit).toPrecision(3))} ${name}`;
}

export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
