/**
 * Fewer gates for the same: what commutes and cancels goes, and what follows each other on a pair of coupled qubits is made
 * again where that takes fewer gates of two qubits. Repeated until nothing changes.
 */
import { gatesPerStep, type Steps } from '../../steps.ts';
import { cancel } from './cancel.ts';
import { dropUnread } from './dropUnread.ts';
import { entanglingCost } from './entanglingCost.ts';
import { iswapCount, withIswap } from './iswapSynthesis.ts';
import { collectPairs, type Pair } from './pairs.ts';
import type { Entries } from './smallMatrices.ts';
import { cx, inBodies, iswap, oneQubit, type Place, type Step, zz } from './step.ts';
import { cxCount, type Part, withCx, withZz, zzCount } from './synthesis.ts';
import type { Coupling, Target } from './target.ts';
import { type WeylDecomposition, weylDecomposition } from './weyl.ts';

/** Steps on the qubits of a device, as CX, turns about ZZ or iSWAP by what couples them. */
export function* optimize(steps: readonly Step[], target: Target): Steps<Step[]> {
  let current = yield* resynthesize(yield* dropUnread(steps), target);
  let best = entanglers(current);
  for (let round = 0; round < 10; round++) {
    const next = yield* resynthesize(yield* dropUnread(yield* cancel(current)), target);
    const count = entanglers(next);
    if (count >= best && round > 0) return next;
    current = next;
    best = count;
  }
  return current;
}

/** Gates of two qubits. */
function entanglers(steps: readonly Step[]): number {
  let count = 0;
  for (const step of steps) {
    if (step.kind === 'two') count++;
    else if (step.kind === 'block') for (const body of step.bodies) count += entanglers(body);
  }
  return count;
}

function* resynthesize(steps: readonly Step[], target: Target): Steps<Step[]> {
  const result: Step[] = [];
  for (const [at, item] of (yield* collectPairs(steps)).entries()) {
    if (at % gatesPerStep === 0) yield;
    if (item.kind === 'pair') result.push(...remade(item, target));
    else if (item.kind === 'block') {
      result.push({ ...item, bodies: yield* inBodies(item, (body) => resynthesize(body, target)) });
    } else result.push(item);
  }
  return result;
}

function remade(pair: Pair, target: Target): readonly Step[] {
  const [first, second] = pair.qubits;
  const { kind } = target.coupling(first, second)!;
  const present = pair.steps.reduce(
    (sum, step) => sum + (step.kind !== 'two' ? 0 : step.gate === kind ? 1 : NOT_NATIVE),
    0,
  );
  if (present === 1) return pair.steps;
  if (kind === 'cx' && entanglingCost(pair.matrix).cx >= present) return pair.steps;
  const decomposition = weylDecomposition(pair.matrix);
  if (COUNTS[kind](decomposition) >= present) return pair.steps;
  return PARTS[kind](decomposition, pair.matrix).map((part) => stepOf(part, pair.qubits, pair.place));
}

/** More than any gate takes. */
const NOT_NATIVE = 100;

const COUNTS: Readonly<Record<Coupling['kind'], (decomposition: WeylDecomposition) => number>> = {
  cx: cxCount,
  zz: zzCount,
  iswap: iswapCount,
};

const PARTS: Readonly<
  Record<Coupling['kind'], (decomposition: WeylDecomposition, matrix: Entries) => readonly Part[]>
> = {
  cx: (decomposition) => withCx(decomposition),
  zz: withZz,
  iswap: (_, matrix) => withIswap(matrix),
};

function stepOf(part: Part, qubits: readonly [number, number], place: Place): Step {
  switch (part.kind) {
    case 'one':
      return oneQubit(qubits[part.which], part.matrix, place);
    case 'cx':
      return cx(qubits[part.control], qubits[1 - part.control]!, place);
    case 'zz':
      return zz(qubits, part.angle, place);
    case 'iswap':
      return iswap(qubits, place);
  }
}
