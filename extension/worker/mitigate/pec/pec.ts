/**
 * Probabilistic error cancellation: what undoes known noise, drawn at random with signs, so that the mean has no noise.
 * Temme, Bravyi and Gambetta, arXiv 1612.02058; Endo, Benjamin and Li, arXiv 1712.09271.
 */
import * as z from 'zod';
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import type { NoiseModel } from '../../../../language/noise/noiseModel.ts';
import { JobError } from '../../errors.ts';
import { type Random, randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import { linearMapAt } from '../execute/linearMap.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { type Drawn, meanOverDraws } from '../sampling.ts';
import { withStandardGates } from '../standardGates.ts';
import { technique } from '../technique.ts';
import { identityTransfer, noiseSitesOf } from './noiseSites.ts';
import { INSERTED_GATES, type Representation, Representations } from './representation.ts';

const options = z
  .strictObject({
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
  { seed, noise, predicting }: Context,
  { samples, maxOverhead }: z.infer<typeof options>,
): Asking<Finding> {
  if (!noise) {
    throw new JobError('Probabilistic error cancellation must know the noise. Give it by --noise or --assumed-noise.');
  }
  const { observable, shots } = question;
  const canceller = new Canceller(question.circuit, noise, maxOverhead);
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
    warnings: canceller.warnings,
    details: { kind: 'sampling', circuits: drawn.length, samples: wanted, gamma: canceller.gamma },
  };
}

/** Circuits that a prediction draws to learn of the spread between them. */
const PREDICTED = 64;

export interface DrawnCircuit {
  readonly circuit: Circuit;
  readonly sign: 1 | -1;
  readonly times: number;
}

/** The noise of a circuit, and how it is undone. */
export class Canceller {
  readonly #circuit: Circuit;
  readonly #operations: readonly Operation[];
  readonly #sites: readonly { readonly behind: number; readonly qubits: readonly number[]; readonly way: Way }[];
  readonly #strength: number;
  readonly #rules: NoiseModel['rules'];
  /** What the standard deviation is multiplied by: the product over all sites. */
  readonly gamma: number;

  /** @param maxOverhead of γ²: beyond it noise is undone in part only, the same part everywhere */
  constructor(circuit: Circuit, noise: NoiseModel, maxOverhead: number) {
    this.#circuit = withStandardGates(circuit, INSERTED_GATES);
    this.#rules = noise.rules;
    const { operations, sites } = noiseSitesOf(this.#circuit, noise);
    const representations = new Representations(this.#circuit, noise);
    const all = sites.map((site) => representations.of(site));
    this.#operations = operations;
    this.#strength = strengthWithin(all, Math.sqrt(maxOverhead));
    const ways = new Map<Representation, Way>();
    this.#sites = sites.map(({ behind, qubits }, index) => {
      const representation = all[index]!;
      const way = ways.get(representation) ?? wayOf(representation, this.#strength);
      ways.set(representation, way);
      return { behind, qubits, way };
    });
    this.gamma = gammaAt(all, this.#strength);
  }

  get warnings(): readonly string[] {
    const warnings: string[] = [];
    if (this.#strength < 1) {
      const percent = (100 * this.#strength).toFixed(0);
      warnings.push(
        `Undoing all of the noise takes more than the overhead allows: ${percent} % of it is undone, and a bias is left. Raise maxOverhead, and the shots with it.`,
      );
    }
    if (this.#rules.some(({ on }) => on === 'readout' || on === 'jointReadout' || on === 'measurement')) {
      warnings.push('Errors of readout are not undone: put readout mitigation below, as in pec+readout.');
    }
    return warnings;
  }

  /** Equal circuits come once, with how often they were drawn. */
  drawAll(samples: number, random: Random): readonly DrawnCircuit[] {
    const drawn = new Map<string, { readonly picks: readonly Pick[]; readonly sign: 1 | -1; times: number }>();
    for (let sample = 0; sample < samples; sample++) {
      const picks: Pick[] = [];
      let sign: 1 | -1 = 1;
      let key = '';
      for (const { behind, way } of this.#sites) {
        const choice = pick(way.cumulative, random());
        if (way.negative[choice]) sign = sign === 1 ? -1 : 1;
        const operations = way.choices[choice]!;
        if (choice === 0) continue;
        key += `${picks.length === 0 ? '' : ' '}${behind}:${choice}`;
        picks.push({ behind, operations });
      }
      // The sign comes with the choices, but for those of 0, which put nothing in.
      key += sign;
      const known = drawn.get(key);
      if (known) known.times++;
      else drawn.set(key, { picks, sign, times: 1 });
    }
    return [...drawn.values()].map(({ picks, sign, times }) => ({ circuit: this.#with(picks), sign, times }));
  }

  /** The circuit with the mean of all that can be drawn, times γ: linear maps behind the noisy gates. */
  onAverage(): Circuit {
    return this.#with(
      this.#sites.map(({ behind, qubits, way }) => ({ behind, operations: [linearMapAt(qubits, way.map)] })),
    );
  }

  #with(picks: readonly Pick[]): Circuit {
    const operations: Operation[] = [];
    let next = 0;
    this.#operations.forEach((operation, index) => {
      operations.push(operation);
      for (; picks[next]?.behind === index; next++) operations.push(...picks[next]!.operations);
    });
    return { ...this.#circuit, operations };
  }
}

interface Pick {
  readonly behind: number;
  readonly operations: readonly Operation[];
}

/** A representation, ready to be drawn from. */
interface Way {
  readonly choices: Representation['choices'];
  readonly cumulative: readonly number[];
  readonly negative: readonly boolean[];
  readonly map: Representation['map'];
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

function pick(cumulative: readonly number[], random: number): number {
  let choice = 0;
  while (choice < cumulative.length - 1 && random >= cumulative[choice]!) choice++;
  return choice;
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
