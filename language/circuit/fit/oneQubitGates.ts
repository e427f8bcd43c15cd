/**
 * Any gate of one qubit in those a device has. Global phases are dropped. Turns about Z are taken to be free, as they are
 * on most devices: a change of the frame of the pulses that follow (McKay et al., Phys. Rev. A 96, 022330).
 */

import { scaled } from '../export/parameterAlgebra.ts';
import type { Parameter } from '../expression.ts';
import type { Entries } from './smallMatrices.ts';

/** A native gate on its qubits. */
export interface NativeCall {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

export interface OneQubitBasis {
  /** In the order they act. */
  synthesize(matrix: Entries): NativeCall[];
  /** Rz by an angle that may not be known yet. */
  turn(angle: Parameter): NativeCall[];
}

const TOLERANCE = 1e-9;

/** θ, φ and λ of Rz(φ)·Ry(θ)·Rz(λ), which the gate is but for a phase; θ from 0 to π. */
export function eulerAngles(m: Entries): readonly [theta: number, phi: number, lambda: number] {
  const cosine = Math.hypot(m[0]!, m[1]!);
  const sine = Math.hypot(m[4]!, m[5]!);
  const theta = 2 * Math.atan2(sine, cosine);
  const argument = (at: number) => Math.atan2(m[at + 1]!, m[at]!);
  if (sine < TOLERANCE) return [0, argument(6) - argument(0), 0];
  const opposite = Math.atan2(-m[3]!, -m[2]!);
  if (cosine < TOLERANCE) return [Math.PI, argument(4) - opposite, 0];
  const phi = argument(4) - argument(0);
  return [theta, phi, opposite - argument(0)];
}

/** In (-π, π], and a multiple of π/4 where it is only a rounding error away from it. */
export function settled(angle: number): number {
  const turned = angle - 2 * Math.PI * Math.ceil(angle / (2 * Math.PI) - 0.5);
  const eighths = Math.round(turned / (Math.PI / 4));
  if (Math.abs(turned - (eighths * Math.PI) / 4) > TOLERANCE) return turned;
  return eighths === -4 ? Math.PI : (eighths * Math.PI) / 4 + 0;
}

/** The way to write gates of one qubit with the native ones; `undefined` where these cannot make them all. */
export function oneQubitBasis(names: ReadonlySet<string>): OneQubitBasis | undefined {
  const zTurn = ['rz', 'u1', 'p'].find((name) => names.has(name));
  const general = ['u3', 'U', 'u'].find((name) => names.has(name));
  const inPlane = ['r', 'prx'].find((name) => names.has(name));
  if (zTurn && names.has('sx')) return squareRoots(zTurn, names.has('x'));
  if (general)
    return { synthesize: (matrix) => asGeneral(general, matrix), turn: (angle) => [call(general, 0, 0, angle)] };
  if (zTurn && inPlane) return phasedTurns(zTurn, (angle, axis) => [call(inPlane, settled(angle), settled(axis))]);
  if (inPlane) return onlyInPlane((angle, axis) => call(inPlane, angle, axis));
  if (zTurn && names.has('rx')) return threeTurns(zTurn, 'rx');
  if (zTurn && names.has('ry')) return threeTurns(zTurn, 'ry');
  return names.has('gpi') && names.has('gpi2') ? ionTrap() : undefined;
}

const call = (name: string, ...parameters: Parameter[]): NativeCall => ({ name, parameters });

const zTurns = (name: string, angle: number): NativeCall[] => {
  const turned = settled(angle);
  return turned === 0 ? [] : [call(name, turned)];
};

/** Up to two square roots of X among turns about Z (McKay et al., equation 4). */
function squareRoots(rz: string, hasX: boolean): OneQubitBasis {
  const sx = call('sx');
  return {
    turn: (angle) => [call(rz, angle)],
    synthesize(matrix) {
      const [theta, phi, lambda] = eulerAngles(matrix);
      const z = (angle: number) => zTurns(rz, angle);
      if (theta < TOLERANCE) return z(phi + lambda);
      if (Math.abs(theta - Math.PI / 2) < TOLERANCE) return [...z(lambda - Math.PI / 2), sx, ...z(phi + Math.PI / 2)];
      if (theta > Math.PI - TOLERANCE) return [...z(lambda - phi + Math.PI), ...(hasX ? [call('x')] : [sx, sx])];
      return [...z(lambda), sx, ...z(theta + Math.PI), sx, ...z(phi + Math.PI)];
    },
  };
}

function asGeneral(name: string, matrix: Entries): NativeCall[] {
  const [theta, phi, lambda] = eulerAngles(matrix).map(settled) as [number, number, number];
  return theta === 0 && settled(phi + lambda) === 0 ? [] : [call(name, theta, phi, lambda)];
}

/** One turn about an axis in the plane of X and Y, then one about Z: Rz(φ)·Ry(θ)·Rz(λ) turns about Y moved by -λ. */
function phasedTurns(rz: string, inPlane: (angle: number, axis: number) => NativeCall[]): OneQubitBasis {
  return {
    turn: (angle) => [call(rz, angle)],
    synthesize(matrix) {
      const [theta, phi, lambda] = eulerAngles(matrix);
      return [...(theta < TOLERANCE ? [] : inPlane(theta, Math.PI / 2 - lambda)), ...zTurns(rz, phi + lambda)];
    },
  };
}

/** Turns about Z are two half turns about axes with half the angle between them. */
function onlyInPlane(inPlane: (angle: Parameter, axis: Parameter) => NativeCall): OneQubitBasis {
  const turn = (angle: Parameter) => [inPlane(Math.PI, 0), inPlane(Math.PI, scaled(0.5, angle))];
  return {
    turn,
    synthesize(matrix) {
      const [theta, phi, lambda] = eulerAngles(matrix);
      const z = settled(phi + lambda);
      const own = theta < TOLERANCE ? [] : [inPlane(settled(theta), settled(Math.PI / 2 - lambda))];
      if (z === 0) return own;
      // A half turn about an axis a, after a turn of θ about an axis b, is all that two turns in the plane can be.
      if (theta < TOLERANCE) return turn(z);
      if (theta > Math.PI - TOLERANCE) return [inPlane(Math.PI, settled(Math.PI / 2 + (phi - lambda) / 2))];
      return [
        inPlane(settled(theta - Math.PI), settled(Math.PI / 2 - lambda)),
        inPlane(Math.PI, settled(Math.PI / 2 + (phi - lambda) / 2)),
      ];
    },
  };
}

/** Rz(φ)·Ry(θ)·Rz(λ), with Ry from Rx where that is what there is. */
function threeTurns(rz: string, middle: 'rx' | 'ry'): OneQubitBasis {
  const offset = middle === 'rx' ? Math.PI / 2 : 0;
  return {
    turn: (angle) => [call(rz, angle)],
    synthesize(matrix) {
      const [theta, phi, lambda] = eulerAngles(matrix);
      if (theta < TOLERANCE) return zTurns(rz, phi + lambda);
      return [...zTurns(rz, lambda - offset), call(middle, settled(theta)), ...zTurns(rz, phi + offset)];
    },
  };
}

/** Quarter and half turns about axes in the plane of X and Y. */
function ionTrap(): OneQubitBasis {
  const turn = (angle: Parameter) => [call('gpi', 0), call('gpi', scaled(0.5, angle))];
  return {
    turn,
    synthesize(matrix) {
      const [theta, phi, lambda] = eulerAngles(matrix);
      if (theta < TOLERANCE) return settled(phi + lambda) === 0 ? [] : turn(settled(phi + lambda));
      // Quarter turns about axes that λ and φ move, with a half turn between them whose axis gives θ.
      const first = call('gpi2', settled(Math.PI - lambda));
      const half = call('gpi', settled((phi - lambda + theta) / 2));
      return [first, half, call('gpi2', settled(Math.PI + phi))];
    },
  };
}
