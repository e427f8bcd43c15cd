/** A 2×2 (or 1×1) unitary as a plain gate times a phase. */
import { type ComplexPair, distance, type Matrix, phase, scale } from '../matrix.ts';
import { standardGate } from '../standardGates.ts';
import type { PlainName } from './standardForms.ts';

/** exp(i·phase) times the gate. Angles in radians. */
export interface RecognizedGate {
  readonly name: PlainName;
  readonly parameters: readonly number[];
  readonly phase: number;
}

const NAMES = ['id', 'x', 'y', 'z', 'h', 's', 'sdg', 't', 'tdg', 'sx', 'sxdg'] as const;
const TOLERANCE = 1e-10;

/** The gate by its name where it has one, else as `p` or `u`; a 1×1 matrix is a mere phase. */
export function recognize(unitary: Matrix): RecognizedGate {
  const { data } = unitary;
  if (unitary.dimension === 1) return { name: 'id', parameters: [], phase: argument(entry(data, 0)) };
  for (const name of NAMES) {
    const known = standardGate(name, [], 'qelib1')!.matrix;
    // Entry 0, or 1 where it vanishes, tells the phase between the two.
    const at = Math.hypot(known.data[0]!, known.data[1]!) > 0.5 ? 0 : 1;
    const angle = argument(entry(data, at)) - argument(entry(known.data, at));
    if (distance(unitary, scale(phase(angle), known)) < TOLERANCE)
      return { name, parameters: [], phase: settled(angle) };
  }
  return decompose(data);
}

/** By the entries of `u(θ, φ, λ)`: [[cos θ/2, -exp(iλ) sin θ/2], [exp(iφ) sin θ/2, exp(i(φ + λ)) cos θ/2]]. */
function decompose(data: Float64Array): RecognizedGate {
  const [first, upper, lower, last] = [0, 1, 2, 3].map((index) => entry(data, index)) as [
    ComplexPair,
    ComplexPair,
    ComplexPair,
    ComplexPair,
  ];
  const [cosine, sine] = [Math.hypot(...first), Math.hypot(...lower)];
  const global = cosine > TOLERANCE ? argument(first) : 0;
  if (sine < TOLERANCE) return { name: 'p', parameters: [settled(argument(last) - global)], phase: global };
  const phi = settled(argument(lower) - global);
  const lambda = settled(argument([-upper[0], -upper[1]]) - global);
  return { name: 'u', parameters: [2 * Math.atan2(sine, cosine), phi, lambda], phase: global };
}

const entry = (data: Float64Array, index: number): ComplexPair => [data[2 * index]!, data[2 * index + 1]!];
const argument = ([re, im]: ComplexPair): number => Math.atan2(im, re);

/** In (-π, π], and 0 where it is only a rounding error away. */
function settled(angle: number): number {
  const turned = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  return Math.abs(turned) < TOLERANCE ? 0 : turned;
}
