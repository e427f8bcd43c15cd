/** Figures of devices, for people. */

/** `0.83 %`; `–` where it is not known. */
export function formatError(error: number | undefined): string {
  if (error === undefined) return '–';
  return error === 0 ? '0' : `${Number((100 * error).toPrecision(2))} %`;
}

const TIMES = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
] as const;

/** `131 µs`; `–` where it is not known. */
export function formatDuration(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds === 0) return '0';
  const [scale, unit] = TIMES.find(([size]) => seconds >= size * 0.9995) ?? [1e-9, 'ns'];
  return `${Number((seconds / scale).toPrecision(3))} ${unit}`;
}

/** `4.96 GHz`, `-47.6 kHz`; `–` where it is not known. */
export function formatFrequency(hertz: number | undefined): string {
  if (hertz === undefined) return '–';
  const [scale, unit] = Math.abs(hertz) >= 1e8 ? [1e9, 'GHz'] : Math.abs(hertz) >= 1e5 ? [1e6, 'MHz'] : [1e3, 'kHz'];
  return `${Number((hertz / Number(scale)).toPrecision(3))} ${unit}`;
}
