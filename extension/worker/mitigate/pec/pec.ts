/**
 * Probabilistic error cancellation: what undoes known noise, drawn at random with signs, so that the mean has no noise.
 * Temme, Bravyi and Gambetta, arXiv 1612.02058; Endo, Benjamin and Li, arXiv 1712.09271.
 */
import * as z from 'zod';
import { randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { type Drawn, meanOverDraws } from '../sampling.ts';
import { technique } from '../technique.ts';
import { knownSites, learningOptions } from './knownSites.ts';
import { identityTransfer, type KnownSites } from './noiseSites.ts';
import { type Representation, Representations } from './representation.ts';
import { SampledCircuit, type Way } from './sampledSites.ts';

const options = z
  .strictObject({
    ...learningOptions,
    samples: z.int().min(2).default(200),
    maxOverhead: z.number().min(1).default(100),
  })
  .prefault({});

export const pec = technique({
  title: 'Probabilistic error cancellation',
  description: 'Undoes known noise by operations drawn at random with signs.',
  kind: 'circuits',
  options,
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

function* ask(
  question: Question,
  context: Context,
  { model, samples, maxOverhead, ...learning }: z.infer<typeof options>,
): Asking<Finding> {
  const { observable } = question;
  const { seed, predicting } = context;
  const { known, shots, warnings } = yield* knownSites(question, context, model, learning);
  const canceller = new Canceller(known, maxOverhead);
  const wanted = Math.min(samples, shots);
  const drawn = canceller.drawAll(predicting ? Math.min(wanted, PREDICTED) : wanted, randomStreams(seed)(0));
  const shares = allocate(
    shots,
    drawn.map(({ times }) => times),
  );
  const questions = drawn.map(({ circuit }, k) => ({ circuit, observable, shots: shares[k]! }));
  const findings = yield predicting ? [...questions, { ...question, circuit: canceller.onAverage() }] : questions;
  const weighed = drawn.map(({ times, sign }, k): Drawn => ({ times, sign, finding: findings[k]! }));
  const mean = meanOverDraws(weighed, canceller.gamma);
  // A prediction has the exact mean, and the chance of as many samples as would be drawn.
  const scale = Math.sqrt(drawn.reduce((sum, { times }) => sum + times, 0) / wanted);
  const found = predicting ? { value: findings.at(-1)!.value, standardError: mean.standardError * scale } : mean;
  return {
    ...found,
    warnings: [...warnings, ...canceller.warnings],
    details: { kind: 'sampling', circuits: drawn.length, samples: wanted, gamma: canceller.gamma },
  };
}

/** Circuits that a prediction draws to learn of the spread between them. */
const PREDICTED = 64;

/** The noise of a circuit, and how it is undone. */
export class Canceller extends SampledCircuit {
  readonly #strength: number;
  /** What the standard deviation is multiplied by: the product over all sites. */
  readonly gamma: number;

  /** @param maxOverhead of γ²: beyond it noise is undone in part only, the same part everywhere */
  constructor({ circuit, sites, noise }: KnownSites, maxOverhead: number) {
    const representations = new Representations(circuit, noise);
    const all = sites.map((site) => representations.of(site));
    const strength = strengthWithin(all, Math.sqrt(maxOverhead));
    const ways = new Map<Representation, Way>();
    super(
      circuit,
      sites.map(({ behind, qubits }, index) => {
        const representation = all[index]!;
        const way = ways.get(representation) ?? wayOf(representation, strength);
        ways.set(representation, way);
        return { behind, qubits, way };
      }),
    );
    this.#strength = strength;
    this.gamma = gammaAt(all, strength);
  }

  get warnings(): readonly string[] {
    if (this.#strength === 1) return [];
    const percent = (100 * this.#strength).toFixed(0);
    return [
      `Undoing all of the noise takes more than the overhead allows: ${percent} % of it is undone, and a bias is left. Raise maxOverhead, and the shots with it.`,
    ];
  }
}

/** @param strength the share of the noise that is undone: the rest of the time nothing is put in */
function wayOf({ choices, coefficients, map }: Representation, strength: number): Way {
  const weakened = coefficients.map((coefficient, index) => strength * coefficient + (index === 0 ? 1 - strength : 0));
  const norm = weakened.reduce((sum, coefficient) => sum + Math.abs(coefficient), 0);
  const identity = identityTransfer(Math.log2(map.length) / 4);
  const cumulative: number[] = [];
  for (const coefficient of weakened) cumulative.push((cumulative.at(-1) ?? 0) + Math.abs(coefficient) / norm);
  return {
    choices,
    cumulative,
    negative: weakened.map((coefficient) => coefficient < 0),
    map: map.map((entry, at) => strength * entry + (1 - strength) * identity[at]!),
  };
}

function gammaAt(representations: readonly Representation[], strength: number): number {
  return representations.reduce((product, { coefficients }) => {
    const first = strength * coefficients[0]! + 1 - strength;
    const others = coefficients.slice(1).reduce((sum, coefficient) => sum + Math.abs(coefficient), 0);
    return product * (Math.abs(first) + strength * others);
  }, 1);
}

/** The largest strength at which γ keeps within a limit: γ grows with it. */
function strengthWithin(representations: readonly Representation[], limit: number): number {
  if (gammaAt(representations, 1) <= limit) return 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (gammaAt(representations, middle) <= limit) low = middle;
    else high = middle;
  }
  return low;
}
