/** Circuits that are like one, but for most of their rotations being Clifford gates, so that their values can be computed. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import type { Random } from '../../simulate/random.ts';
import type { Rotations } from './nonClifford.ts';

export interface TrainingOptions {
  /** The share of the rotations that is kept as it is. */
  readonly fraction: number;
  /** Which are replaced: any, or rather those near a Clifford gate. */
  readonly select: 'uniform' | 'gaussian';
  /** By which Clifford gate: the closest, any, or rather a close one. */
  readonly replace: 'closest' | 'random' | 'gaussian';
  readonly sigmaSelect: number;
  readonly sigmaReplace: number;
}

export function trainingCircuit({ circuit, places }: Rotations, options: TrainingOptions, random: Random): Circuit {
  const operations = [...circuit.operations];
  for (const place of replaced(operations, places, options, random)) {
    operations[place] = asClifford(operations[place]!, options, random);
  }
  return { ...circuit, operations };
}

/** The places of the rotations that are replaced: all but round(fraction · all). */
function replaced(
  operations: readonly Operation[],
  places: readonly number[],
  { fraction, select, sigmaSelect }: TrainingOptions,
  random: Random,
): readonly number[] {
  const count = places.length - Math.round(fraction * places.length);
  const left = places.map((place) => ({
    place,
    weight: select === 'uniform' ? 1 : gaussian(distanceTo(operations[place]!), sigmaSelect),
  }));
  return Array.from({ length: count }, () => left.splice(draw(left, random), 1)[0]!.place);
}

function asClifford(operation: Operation, { replace, sigmaReplace }: TrainingOptions, random: Random): Operation {
  if (operation.kind !== 'gate') return operation;
  const quarterNear = (angle: number): number => {
    if (replace === 'closest') return (Math.round(angle / (Math.PI / 2)) * Math.PI) / 2;
    const weights = QUARTERS.map((quarter) => ({
      weight: replace === 'random' ? 1 : gaussian(distance(angle, quarter), sigmaReplace),
    }));
    return QUARTERS[draw(weights, random)]!;
  };
  const parameters = operation.parameters.map((angle) => (typeof angle === 'number' ? quarterNear(angle) : angle));
  return { ...operation, parameters, inserted: 'training' };
}

const QUARTERS = [0, 1, 2, 3].map((quarter) => (quarter * Math.PI) / 2);

/** ‖diag(1, e^iα) - diag(1, e^iβ)‖. */
const distance = (a: number, b: number): number => 2 * Math.abs(Math.sin((a - b) / 2));

/** Of the farthest of a gate's angles to a multiple of π/2. */
function distanceTo(operation: Operation): number {
  const angles = operation.kind === 'gate' ? operation.parameters.map(Number) : [];
  return Math.max(0, ...angles.map((angle) => distance(angle, (Math.round(angle / (Math.PI / 2)) * Math.PI) / 2)));
}

const gaussian = (value: number, sigma: number): number => Math.exp(-((value / sigma) ** 2));

function draw(choices: readonly { readonly weight: number }[], random: Random): number {
  let rest = random() * choices.reduce((sum, { weight }) => sum + weight, 0);
  let index = 0;
  for (; index < choices.length - 1; index++) {
    rest -= choices[index]!.weight;
    if (rest < 0) break;
  }
  return index;
}
