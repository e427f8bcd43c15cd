/**
 * The sizes a diagram is laid out with: one set in pixels for SVG, one in characters for text. Knows nothing of
 * circuits.
 */

export interface Metrics {
  /** Name and parameters of a gate in two lines rather than in one. */
  readonly stacked: boolean;
  readonly boxHeight: number;
  readonly minimumBoxWidth: number;
  readonly boxPadding: number;
  /** Room at the left inside a box for the names of its qubits. */
  readonly portGap: number;
  /** Width of dots, ⊕, × and barriers. */
  readonly symbolWidth: number;
  readonly columnGap: number;
  readonly qubitPitch: number;
  readonly classicalPitch: number;
  /** Between two registers. */
  readonly registerGap: number;
  /** Between the frame of a group and what is in it, sideways. */
  readonly framePadding: number;
  /** The same where a control line starts between the frame and its content. */
  readonly frameConnectorPadding: number;
  /** From the frame to the boxes of its first wire: holds the label. */
  readonly frameHeader: number;
  readonly frameFooter: number;
  readonly bracketHeight: number;
  readonly lineGap: number;
  readonly margin: number;
  readonly labelGap: number;
  /** Longest text in each place, in characters. */
  readonly limits: {
    readonly label: number;
    readonly detail: number;
    readonly condition: number;
    readonly wire: number;
  };
  textWidth(text: string, size: TextSize): number;
  /** The next width at which everything lands on whole units when centred. */
  fit(width: number): number;
}

/** `label` and `detail` are set in the proportional font, `wire` and `small` in the fixed-width one. */
export type TextSize = 'label' | 'detail' | 'wire' | 'small';

const FONT_SIZES: Readonly<Record<TextSize, number>> = { label: 13, detail: 10.5, wire: 12.5, small: 11 };

export const PIXELS: Metrics = {
  stacked: true,
  boxHeight: 34,
  minimumBoxWidth: 34,
  boxPadding: 7,
  portGap: 6,
  symbolWidth: 20,
  columnGap: 14,
  qubitPitch: 46,
  classicalPitch: 38,
  registerGap: 8,
  framePadding: 10,
  frameConnectorPadding: 20,
  frameHeader: 20,
  frameFooter: 7,
  bracketHeight: 24,
  lineGap: 26,
  margin: 16,
  labelGap: 10,
  limits: { label: 24, detail: 26, condition: 44, wire: 24 },
  textWidth: (text, size) => {
    const ems = size === 'label' || size === 'detail' ? estimateEms(text) : FIXED_EMS * Array.from(text).length;
    return Math.ceil(ems * FONT_SIZES[size]);
  },
  fit: (width) => 2 * Math.ceil(width / 2),
};

export const CHARACTERS: Metrics = {
  stacked: false,
  boxHeight: 3,
  minimumBoxWidth: 3,
  boxPadding: 2,
  portGap: 1,
  symbolWidth: 1,
  columnGap: 2,
  qubitPitch: 3,
  classicalPitch: 2,
  registerGap: 0,
  framePadding: 2,
  frameConnectorPadding: 4,
  frameHeader: 1,
  frameFooter: 1,
  bracketHeight: 1,
  lineGap: 1,
  margin: 0,
  labelGap: 1,
  limits: { label: 24, detail: 30, condition: 44, wire: 24 },
  textWidth: (text) => Array.from(text).length,
  fit: (width) => width + (1 - (width % 2)),
};

/** Width of a character of the usual fixed-width fonts. */
const FIXED_EMS = 0.605;

const NARROW = new Set("iIl.,:;|'!()[]{}/jtfr ");
const WIDE = new Set('mwMW@%');

const emsOf = (character: string): number => {
  if (NARROW.has(character)) return 0.36;
  if (WIDE.has(character)) return 0.9;
  if (character > '\u2e80') return 1.15;
  return character >= 'A' && character <= 'Z' ? 0.7 : 0.6;
};

const ASCII = Array.from({ length: 128 }, (_, code) => emsOf(String.fromCharCode(code)));

/** Width of a text in units of its font size, for the sans-serif fonts of editors: an upper estimate. */
function estimateEms(text: string): number {
  let ems = 0;
  for (let index = 0; index < text.length; index++) ems += ASCII[text.charCodeAt(index)] ?? emsOf(text.charAt(index));
  return ems;
}

/** At most `limit` characters, the last one `…` where some are missing. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
