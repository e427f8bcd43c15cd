/** A colour for each phase, all equally light, so that none looks larger than another. */

const LIGHTNESS = 0.67;
const CHROMA = 0.13;

/**
 * `#rrggbb`: blue at 0, then by way of violet and red (π/2) to yellow and green. OKLCH with constant lightness and chroma,
 * converted to sRGB (Ottosson, "A perceptual color space for image processing", 2020).
 *
 * @param phase in radians
 */
export function phaseColour(phase: number): string {
  const hue = phase + (250 * Math.PI) / 180;
  const [a, b] = [CHROMA * Math.cos(hue), CHROMA * Math.sin(hue)];
  const l = (LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (LIGHTNESS - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map(channel).join('')}`;
}

/** Two hexadecimal digits. */
function channel(linear: number): string {
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, encoded)))
    .toString(16)
    .padStart(2, '0');
}
