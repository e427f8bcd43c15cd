/**
 * Makes fewer and cheaper steps of those that a block goes through while it is in the cache: phases are gathered until
 * something needs them done, and then done in one pass; a gate that is phases around a real matrix becomes just that;
 * real matrices are done two at a time. It knows no amplitudes.
 */
import { countBits } from '../../../../language/circuit/bits.ts';
import type { ComplexPair } from '../../../../language/circuit/matrix.ts';
import type { Precision } from '../../protocol.ts';
import type { Segment } from './schedule.ts';
import { entry, isNegligible, isOne, product, quotient, type Step } from './steps.ts';

/** With fewer phases than this, each is done by itself. */
const LEAST_PHASES = 3;
/** Taking gates apart pays from so many in a segment on. */
const LEAST_GATES = 3;

const ONE: ComplexPair = [1, 0];

/** Phases of amplitudes that have a bit, or both bits of a pair: what waits to be done. */
interface Phases {
  ofBits: Map<number, ComplexPair>;
  /** By the mask of both bits. */
  ofPairs: Map<number, ComplexPair>;
  /** Of all amplitudes. */
  whole: ComplexPair;
}

/** Segments that do what `segments` do, and the factor of the whole state that is left over. */
export function gather(
  segments: readonly Segment<Step>[],
  precision: Precision,
): { readonly segments: readonly Segment<Step>[]; readonly phase: ComplexPair } {
  const phases: Phases = { ofBits: new Map(), ofPairs: new Map(), whole: ONE };
  const gathered = segments.map(({ steps, block }, index) => {
    const own = gatherSteps(steps, phases, block);
    if (index === segments.length - 1) own.push(...takeAll(phases, block));
    return { steps: pairUp(own, precision), block };
  });
  return { segments: gathered, phase: phases.whole };
}

/** What is left of the phases waits for the next segment. */
function gatherSteps(steps: readonly Step[], phases: Phases, block: number): Step[] {
  const isWorthwhile = steps.filter(isPlainGate).length >= LEAST_GATES;
  const rest = isWorthwhile ? steps.flatMap((step) => takeApart(step, phases)) : [...steps];
  const result: Step[] = [];
  let remaining: readonly Step[] = rest;
  while (remaining.length > 0) {
    const left = doWhatNeedsNoPhases(remaining, phases, result);
    if (left.length === remaining.length) result.push(...take(phases, left[0]!.targets, block));
    remaining = left;
  }
  return result;
}

/** Does all steps that may come before those left, which need waiting phases done first. */
function doWhatNeedsNoPhases(steps: readonly Step[], phases: Phases, result: Step[]): readonly Step[] {
  const left: Step[] = [];
  /** Bits that steps left change, and those they look at. */
  let [changed, read] = [0, 0];
  let waiting = bitsOf(phases);
  for (const step of steps) {
    const isFree = (step.targets & (changed | read)) === 0 && (step.controls & changed) === 0;
    if (isFree && wait(step, phases)) waiting |= step.controls;
    else if (isFree && (step.targets & waiting) === 0) result.push(step);
    else {
      left.push(step);
      changed |= step.targets;
      read |= step.controls;
    }
  }
  return left;
}

const isPlainGate = ({ kernel, controls }: Step): boolean => kernel === 'generic1' && controls === 0;

/** A unitary as a phase, a real matrix and a phase. */
function takeApart(step: Step, phases: Phases): readonly Step[] {
  if (!isPlainGate(step)) return [step];
  const [first, second, third, fourth] = [0, 1, 2, 3].map((index) => entry(step.data, index)) as [
    ...[ComplexPair, ComplexPair, ComplexPair, ComplexPair],
  ];
  const [whole, before, after] = [
    direction(first),
    half(direction(second), direction(first)),
    half(direction(third), direction(first)),
  ];
  const inner = [
    quotient(first, whole),
    quotient(quotient(second, whole), before),
    quotient(quotient(third, whole), after),
    quotient(quotient(quotient(fourth, whole), before), after),
  ];
  if (!inner.every(([, im]) => isNegligible(im / 4))) return [step];
  phases.whole = product(phases.whole, whole);
  const real: Step = { ...step, kernel: 'real1', data: inner.flatMap(([re]) => [re, 0]) };
  return [...phaseSteps(step.targets, before), real, ...phaseSteps(step.targets, after)];
}

const phaseSteps = (bit: number, factor: ComplexPair): readonly Step[] =>
  isOne(factor) ? [] : [{ kernel: 'phase', targets: 0, controls: bit, value: bit, a: 0, b: 0, data: factor }];

const direction = ([re, im]: ComplexPair): ComplexPair => {
  const length = Math.hypot(re, im);
  return length < 1e-12 ? ONE : [re / length, im / length];
};

/** The quotient of two numbers of absolute value 1, or its opposite: the one whose real part is positive. */
function half(one: ComplexPair, other: ComplexPair): ComplexPair {
  const [re, im] = quotient(one, other);
  return re < 0 ? [-re, -im] : [re, im];
}

/** Whether a step is a phase that can wait; then it does. */
function wait({ kernel, controls, value, data }: Step, phases: Phases): boolean {
  if (kernel !== 'phase') return false;
  const factor = entry(data, 0);
  switch (countBits(controls)) {
    case 0:
      phases.whole = product(phases.whole, factor);
      return true;
    case 1:
      if (value !== 0) multiplyIn(phases.ofBits, controls, factor);
      else {
        // Factors of absolute value 1 alone: those of Kraus operators are not.
        if (Math.abs(factor[0] ** 2 + factor[1] ** 2 - 1) > 1e-15) return false;
        phases.whole = product(phases.whole, factor);
        multiplyIn(phases.ofBits, controls, quotient(ONE, factor));
      }
      return true;
    case 2:
      if (value !== controls) return false;
      multiplyIn(phases.ofPairs, controls, factor);
      return true;
    default:
      return false;
  }
}

function multiplyIn(factors: Map<number, ComplexPair>, bits: number, factor: ComplexPair): void {
  factors.set(bits, product(factors.get(bits) ?? ONE, factor));
}

function bitsOf({ ofBits, ofPairs }: Phases): number {
  let bits = 0;
  for (const bit of ofBits.keys()) bits |= bit;
  for (const pair of ofPairs.keys()) bits |= pair;
  return bits;
}

/** The steps that do what must be done before the bits of `targets` change: all pairs with them, and all single bits. */
function take(phases: Phases, targets: number, block: number): Step[] {
  const steps: Step[] = [];
  for (let rest = targets; rest !== 0; rest &= rest - 1) steps.push(...takePairs(phases, rest & -rest, block));
  for (const bit of phases.ofBits.keys()) {
    if ((bit & targets) === 0) continue;
    steps.push(...together(phases.ofBits, ONE, 0, block));
    phases.ofBits = new Map();
    break;
  }
  return steps;
}

function takeAll(phases: Phases, block: number): Step[] {
  const steps: Step[] = [];
  for (const pair of [...phases.ofPairs.keys()]) steps.push(...takePairs(phases, pair & -pair, block));
  steps.push(...together(phases.ofBits, ONE, 0, block));
  phases.ofBits = new Map();
  return steps;
}

/** All pairs with a bit are phases of the others, controlled by it; its own phase is that of them all. */
function takePairs({ ofBits, ofPairs }: Phases, bit: number, block: number): Step[] {
  const partners = new Map<number, ComplexPair>();
  for (const [pair, factor] of ofPairs) {
    if ((pair & bit) === 0) continue;
    partners.set(pair ^ bit, factor);
    ofPairs.delete(pair);
  }
  if (partners.size < LEAST_PHASES) return together(partners, ONE, bit, block);
  const own = ofBits.get(bit) ?? ONE;
  ofBits.delete(bit);
  return together(partners, own, bit, block);
}

/** @param control 0: none */
function together(
  factors: ReadonlyMap<number, ComplexPair>,
  whole: ComplexPair,
  control: number,
  block: number,
): Step[] {
  const known = [...factors].filter(([, factor]) => !isOne(factor));
  if (known.length < LEAST_PHASES && isOne(whole)) {
    return known.map(([bit, data]) => {
      const controls = control | bit;
      return { kernel: 'phase', targets: 0, controls, value: controls, a: 0, b: 0, data };
    });
  }
  // Those of bits within the block come first, ascending, then those beyond it.
  const order = (bit: number) => (bit & block ? 0 : 2 ** 32) + (bit >>> 0);
  known.sort(([one], [other]) => order(one) - order(other));
  const bits = known.reduce((mask, [bit]) => mask | bit, 0);
  const data = [...whole, ...known.flatMap(([, factor]) => [...factor])];
  return [
    { kernel: 'diagonal', targets: 0, controls: control, value: control, a: bits & block, b: bits & ~block, data },
  ];
}

/** Real gates without controls, two at a time. */
function pairUp(steps: readonly Step[], precision: Precision): readonly Step[] {
  const isReal = ({ kernel, controls, targets }: Step) =>
    kernel === 'real1' && controls === 0 && (precision === 'double' || targets !== 1);
  const result: Step[] = [];
  const taken = new Set<Step>();
  steps.forEach((step, index) => {
    if (taken.has(step)) return;
    const partner = isReal(step) ? partnerOf(steps, index, taken, isReal) : undefined;
    if (!partner) {
      result.push(step);
      return;
    }
    taken.add(partner);
    const [a, b] = [step.targets, partner.targets];
    result.push({
      ...step,
      kernel: 'realPair',
      targets: a | b,
      a,
      b,
      data: [...toList(step.data), ...toList(partner.data)],
    });
  });
  return result;
}

const toList = (data: ArrayLike<number>): readonly number[] => Array.from(data);

function partnerOf(
  steps: readonly Step[],
  from: number,
  taken: ReadonlySet<Step>,
  isReal: (step: Step) => boolean,
): Step | undefined {
  let touched = steps[from]!.targets;
  for (let index = from + 1; index < steps.length && index < from + 64; index++) {
    const step = steps[index]!;
    if (taken.has(step)) continue;
    if (isReal(step) && (step.targets & touched) === 0) return step;
    touched |= step.targets | step.controls | (step.kernel === 'diagonal' ? step.a | step.b : 0);
  }
  return undefined;
}
