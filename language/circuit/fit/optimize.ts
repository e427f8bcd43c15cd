/**
 * Fewer gates for the same: what commutes and cancels goes, and what follows each other on a pair of coupled qubits is made
 * again where that takes fewer gates of two qubits. Repeated until nothing changes.
 */
import { cancel } from './cancel.ts';
import { collectPairs, type Pair } from './pairs.ts';
import type { Entries } from './smallMatrices.ts';
import { cx, oneQubit, type Place, type Step, type TwoQubitStep, zz } from './step.ts';
import { cxCount, type Part, withCx, withZz, zzCount } from './synthesis.ts';
import type { Target } from './target.ts';
import { type WeylDecomposition, weylDecomposition } from './weyl.ts';

const known = new WeakMap<Entries, WeylDecomposition>();

/** The decomposition of a matrix, computed once. */
export function decompositionOf(matrix: Entries): WeylDecomposition {
  let decomposition = known.get(matrix);
  if (!decomposition) {
    decomposition = weylDecomposition(matrix);
    known.set(matrix, decomposition);
  }
  return decomposition;
}

/** CX that a step takes. */
export function cost(step: Step): number {
  if (step.kind !== 'two') return 0;
  return step.gate === 'cx' ? 1 : step.gate === 'swap' ? 3 : cxCount(decompositionOf(step.matrix));
}

/** Steps on the qubits of a device, as CX or turns about ZZ by what couples them. */
export function optimize(steps: readonly Step[], target: Target): Step[] {
  let current = resynthesize(steps, target);
  let best = entanglers(current);
  for (let round = 0; round < 10; round++) {
    const next = resynthesize(cancel(current), target);
    const count = entanglers(next);
    if (count >= best && round > 0) return next;
    current = next;
    best = count;
  }
  return current;
}

function entanglers(steps: readonly Step[]): number {
  let count = 0;
  for (const step of steps) {
    if (step.kind === 'two') count++;
    else if (step.kind === 'block') for (const body of step.bodies) count += entanglers(body);
  }
  return count;
}

function resynthesize(steps: readonly Step[], target: Target): Step[] {
  const result: Step[] = [];
  for (const item of collectPairs(steps)) {
    if (item.kind === 'pair') result.push(...remade(item, target));
    else if (item.kind === 'block') {
      result.push({ ...item, bodies: item.bodies.map((body) => resynthesize(body, target)) });
    } else result.push(item);
  }
  return result;
}

function remade(pair: Pair, target: Target): readonly Step[] {
  const [first, second] = pair.qubits;
  const isZz = target.coupling(first, second)?.kind === 'zz';
  const present = pair.steps.reduce((sum, step) => sum + (isNative(step, isZz) ? 1 : step.kind === 'two' ? 100 : 0), 0);
  if (present === 1) return pair.steps;
  const decomposition = weylDecomposition(pair.matrix);
  const needed = isZz ? zzCount(decomposition) : cxCount(decomposition);
  if (needed >= present) return pair.steps;
  const parts = isZz ? withZz(decomposition) : withCx(decomposition);
  return parts.map((part) => stepOf(part, pair.qubits, pair.place));
}

const isNative = (step: Step, isZz: boolean): boolean =>
  step.kind === 'two' && (isZz ? step.gate === 'zz' : step.gate === 'cx');

function stepOf(part: Part, qubits: readonly [number, number], place: Place): Step {
  switch (part.kind) {
    case 'one':
      return oneQubit(qubits[part.which], part.matrix, place);
    case 'cx':
      return cx(qubits[part.control], qubits[1 - part.control]!, place);
    case 'zz':
      return zz(qubits, part.angle, place);
  }
}

/** CX of a gate with a swap behind it. */
export function swappedCost(step: TwoQubitStep): number {
  const [x, y, z] = decompositionOf(step.matrix).coordinates;
  // The swap adds π/4 to each coordinate; what that makes of them in the Weyl chamber decides.
  const quarter = Math.PI / 4;
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-8;
  if (near(x, quarter) && near(y, quarter) && near(Math.abs(z), quarter)) return 0;
  if (near(x, quarter) && near(y, quarter) && near(z, 0)) return 1;
  return near(x, quarter) ? 2 : 3;
}
