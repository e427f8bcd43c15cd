/** How numbers are shown in results. */

/** Three significant digits, never `0 %` for what did occur. */
export function formatPercent(probability: number): string {
  const percent = probability * 100;
  if (percent === 0) return '0%';
  if (percent < 0.01) return '<0.01%';
  const digits = percent >= 10 ? 1 : 2;
  return `${percent >= 99.95 && probability < 1 ? '>99.9' : Number(percent.toFixed(digits))}%`;
}

/** Four decimals; what rounds to zero has no sign. */
export const formatReal = (value: number): string => value.toFixed(4).replace(/^-(0\.0+)$/, '$1');

/** An angle in whole degrees, from -179° to 180°. */
export function formatDegrees(radians: number): string {
  const degrees = Math.round((radians * 180) / Math.PI);
  return `${degrees === -180 ? 180 : degrees === 0 ? 0 : degrees}°`;
}

/** With a standard error, unless it is 0 or unknown. */
export const formatEstimate = (value: number, standardError: number): string =>
  standardError > 0 ? `${formatReal(value)} ± ${formatReal(standardError)}` : formatReal(value);
