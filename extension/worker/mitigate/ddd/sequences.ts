/** Sequences of pulses that do nothing together, and where they stand in a time of waiting. */

/** A turn by π about an axis in the plane of X and Y, `angle` from X. */
export interface Pulse {
  /** The moment, from the start of the waiting. */
  readonly at: number;
  readonly angle: number;
}

/** `undefined` where the time is too short. */
export type Sequence = (length: number) => readonly Pulse[] | undefined;

export const SEQUENCES = ['xx', 'yy', 'xyxy', 'cpmg', 'uhrig', 'kdd', 'custom'] as const;

export type SequenceName = (typeof SEQUENCES)[number];

const AXES = { x: 0, y: Math.PI / 2 } as const;

export interface SequenceOptions {
  readonly sequence: SequenceName;
  /** Of `custom`. */
  readonly pulses?: readonly ('x' | 'y')[] | undefined;
  /** Moments between pulses; absent: as evenly as they fit. */
  readonly spacing?: number | undefined;
  /** As often as it fits, without pauses. */
  readonly repeated: boolean;
  /** Of `uhrig`: how many, an even number. */
  readonly order: number;
}

/** When pulses start in a time of waiting, in the unit of `length` and `pulse`, a pulse's duration. */
export type TimedSequence = (length: number, pulse: number) => readonly Pulse[] | undefined;

/**
 * Without moments: the pauses between pulses are twice those at the ends, so that a shift that stays the same undoes itself;
 * those of `uhrig` have their middles at sin²(πj / (2n + 2)).
 *
 * @param grid what starts are whole multiples of, from the start of the waiting; 0: any
 */
export function timedSequenceOf(options: SequenceOptions, grid: number): TimedSequence {
  const { sequence, pulses = [], repeated, order } = options;
  return (length, pulse) => {
    const starts = sequence === 'uhrig' ? uhrigPlaces(order).map((place) => place * length - pulse / 2) : undefined;
    const once = anglesOf(sequence, pulses, order);
    const times = repeated && !starts ? Math.floor(length / (once.length * pulse) + 1e-9) : 1;
    const angles = Array.from({ length: times }, () => once).flat();
    const pause = (length - angles.length * pulse) / angles.length;
    const placed = angles.map((angle, index) => {
      const start = starts?.[index] ?? pause / 2 + index * (pulse + pause);
      return { at: grid > 0 ? Math.floor(start / grid + 1e-9) * grid : start, angle };
    });
    const fits = placed.every(({ at }, index) => at >= (index === 0 ? 0 : placed[index - 1]!.at + pulse) - 1e-15);
    return fits && placed.length > 0 && placed.at(-1)!.at + pulse <= length + 1e-15 ? placed : undefined;
  };
}

export function sequenceOf({ sequence, pulses = [], spacing, repeated, order }: SequenceOptions): Sequence {
  switch (sequence) {
    case 'cpmg':
      return (length) => atPlaces([1 / 4, 3 / 4], length, AXES.y);
    case 'uhrig':
      return (length) => atPlaces(uhrigPlaces(order), length, AXES.x);
    default: {
      const angles = anglesOf(sequence, pulses, order);
      return repeated ? (length) => inARow(angles, length) : (length) => evenly(angles, length, spacing);
    }
  }
}

/** Uhrig, Phys. Rev. Lett. 98 (2007) 100504: pulse j of n at sin²(πj / (2n + 2)). */
const uhrigPlaces = (order: number): readonly number[] =>
  Array.from({ length: order }, (_, j) => Math.sin((Math.PI * (j + 1)) / (2 * order + 2)) ** 2);

function anglesOf(sequence: SequenceName, pulses: readonly ('x' | 'y')[], order: number): readonly number[] {
  switch (sequence) {
    case 'cpmg':
      return [AXES.y, AXES.y];
    case 'uhrig':
      return Array.from({ length: order }, () => AXES.x);
    case 'xx':
      return [AXES.x, AXES.x];
    case 'yy':
      return [AXES.y, AXES.y];
    case 'xyxy':
      return [AXES.x, AXES.y, AXES.x, AXES.y];
    case 'kdd': {
      // Souza, Álvarez and Suter, Phys. Rev. Lett. 106 (2011) 240501.
      const block = (phase: number) => [Math.PI / 6, 0, Math.PI / 2, 0, Math.PI / 6].map((angle) => angle + phase);
      return [0, AXES.y, 0, AXES.y].flatMap(block);
    }
    case 'custom':
      return pulses.map((pulse) => AXES[pulse]);
  }
}

/** Whether turns by π about these axes are the identity together, up to a global phase. */
export function isIdentity(pulses: readonly ('x' | 'y')[]): boolean {
  const angles = pulses.map((pulse) => AXES[pulse]);
  // Two of them turn about Z by twice the angle between their axes.
  const turn = angles.reduce((sum, angle, index) => sum + (index % 2 === 0 ? -angle : angle), 0);
  return angles.length > 0 && angles.length % 2 === 0 && Math.abs(Math.sin(turn)) < 1e-9;
}

/** Equal pauses before, between and behind; what is left over goes to the front and the back in turn, first the front. */
function evenly(angles: readonly number[], length: number, wanted?: number): readonly Pulse[] | undefined {
  const count = angles.length;
  const pause = wanted ?? Math.floor((length - count) / (count + 1));
  const rest = length - count - pause * (count + 1);
  if (length < count || rest < 0) return undefined;
  const front = Math.ceil(rest / 2);
  return angles.map((angle, index) => ({ at: front + pause * (index + 1) + index, angle }));
}

function inARow(angles: readonly number[], length: number): readonly Pulse[] | undefined {
  const repetitions = Math.floor(length / angles.length);
  if (repetitions === 0) return undefined;
  return evenly(Array.from({ length: repetitions }, () => angles).flat(), length, 0);
}

/** @param places of the pulses' middles, as shares of the time */
function atPlaces(places: readonly number[], length: number, angle: number): readonly Pulse[] | undefined {
  const pulses = places.map((place) => ({ at: Math.min(length - 1, Math.floor(place * length + 1e-9)), angle }));
  const isInOrder = pulses.every(({ at }, index) => index === 0 || at > pulses[index - 1]!.at);
  return isInOrder && pulses.length > 0 ? pulses : undefined;
}
