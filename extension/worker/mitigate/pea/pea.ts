/**
 * Probabilistic error amplification: Paulis drawn at random add (s - 1) times the noise that is there already, so that it is s
 * times as strong; then it is extrapolated to none. Kim et al., "Evidence for the utility of quantum computing before fault
 * tolerance", Nature 618 (2023) 500.
 */
import * as z from 'zod';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { JobError } from '../../errors.ts';
import { randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import { probabilitiesOf } from '../pauliLindblad/model.ts';
import { knownSites, learningOptions } from '../pec/knownSites.ts';
import type { KnownSites, NoiseSite } from '../pec/noiseSites.ts';
import { SampledCircuit, type SampledSite, type Way } from '../pec/sampledSites.ts';
import type { Asking, Context, Finding, Point, Question } from '../question.ts';
import { meanOverDraws } from '../sampling.ts';
import { constantOf } from '../settings.ts';
import { spectrumOf } from '../spectrum.ts';
import { gateAt } from '../standardGates.ts';
import { technique } from '../technique.ts';
import { extrapolate, extrapolatorOf, sensitivities } from '../zne/extrapolate.ts';
import { EXTRAPOLATIONS } from '../zne/options.ts';

const options = z
  .strictObject({
    ...learningOptions,
    scaleFactors: z
      .array(z.number().min(1, { error: 'must be at least 1' }))
      .min(2, { error: 'must be two at least' })
      .refine((factors) => new Set(factors).size === factors.length, { error: 'must all be different' })
      .default([1, 1.5, 2]),
    samples: z.int().min(2).default(100),
    extrapolation: z
      .enum(EXTRAPOLATIONS, { error: `must be one of ${EXTRAPOLATIONS.join(', ')}` })
      .default('automatic'),
    degree: z.int().min(0).max(9).default(2),
    asymptote: z.union([z.number(), z.literal('free')]).optional(),
  })
  .prefault({});

type PeaOptions = z.infer<typeof options>;

export const pea = technique({
  title: 'Probabilistic error amplification',
  description: 'Adds known noise at random in steps, and extrapolates to none.',
  kind: 'circuits',
  options,
  make: (settings) => ({ ask: (question, context) => ask(question, context, settings) }),
});

function* ask(question: Question, context: Context, settings: PeaOptions): Asking<Finding> {
  const { observable } = question;
  const { model, scaleFactors, samples } = settings;
  const { known, shots, warnings } = yield* knownSites(question, context, model, settings);
  const extrapolator = extrapolatorOf(settings, constantOf(observable), spectrumOf(observable));
  if (scaleFactors.length < extrapolator.least) {
    throw new JobError(
      `The extrapolation '${extrapolator.model}' needs ${extrapolator.least} scale factors at least; there are ${scaleFactors.length}: ${scaleFactors.join(', ')}.`,
    );
  }
  const shares = allocate(shots, sensitivities(extrapolator, scaleFactors).map(Math.abs));
  const amplifier = new Amplifier(known);
  const rounds = scaleFactors.map((factor, index) =>
    roundOf(amplifier.scaled(factor), shares[index]!, Math.min(samples, shares[index]!), context, index),
  );
  const findings = yield rounds.flatMap(({ circuits }) => circuits.map((asked) => ({ observable, ...asked })));
  let next = 0;
  const points = rounds.map(({ circuits, point }, index): Point => {
    const own = findings.slice(next, next + circuits.length);
    next += circuits.length;
    return { x: scaleFactors[index]!, ...point(own) };
  });
  return extrapolate(extrapolator, points, context, [...warnings, ...amplifier.warnings]);
}

interface Round {
  readonly circuits: readonly { readonly circuit: Circuit; readonly shots: number }[];
  point(findings: readonly Finding[]): Pick<Point, 'y' | 'standardError'>;
}

/** Circuits that a prediction draws to learn of the spread between them. */
const PREDICTED = 64;

/** A prediction has the mean of all that can be drawn, and the chance of as many draws as there would be. */
function roundOf(
  scaled: SampledCircuit,
  shots: number,
  samples: number,
  { seed, predicting }: Context,
  index: number,
): Round {
  const drawn = scaled.drawAll(predicting ? Math.min(samples, PREDICTED) : samples, randomStreams(seed)(index));
  const total = drawn.reduce((sum, { times }) => sum + times, 0);
  const each = allocate(
    shots,
    drawn.map(({ times }) => times),
  );
  const circuits = drawn.map(({ circuit }, k) => ({ circuit, shots: each[k]! }));
  return {
    circuits: predicting ? [...circuits, { circuit: scaled.onAverage(), shots }] : circuits,
    point(findings) {
      const mean = meanOverDraws(
        drawn.map(({ times, sign }, k) => ({ times, sign, finding: findings[k]! })),
        1,
      );
      const value = predicting ? findings.at(-1)!.value : mean.value;
      return { y: value, standardError: mean.standardError * Math.sqrt(total / samples) };
    },
  };
}

/** The noise of a circuit as mixtures of Paulis: what twirling makes of it. */
export class Amplifier {
  readonly #known: KnownSites;
  #isClipped = false;

  constructor(known: KnownSites) {
    this.#known = known;
  }

  get warnings(): readonly string[] {
    if (!this.#isClipped) return [];
    return [
      'Some noise cannot be made stronger by Paulis alone, as it does not grow from a mixture of them: the nearest was taken.',
    ];
  }

  /** The circuit with (s - 1) times its noise drawn on top of it. @throws {JobError} where the noise leaves nothing */
  scaled(scaleFactor: number): SampledCircuit {
    const ways = new Map<string, Way>();
    const { circuit, sites } = this.#known;
    return new SampledCircuit(
      circuit,
      scaleFactor === 1
        ? []
        : sites.map((site): SampledSite => {
            const way = ways.get(site.key) ?? this.#way(site, scaleFactor - 1);
            ways.set(site.key, way);
            return { behind: site.behind, qubits: site.qubits, way };
          }),
    );
  }

  /** The Pauli-Lindblad model of the site with its rates times `strength`: fidelities to that power. */
  #way({ qubits, noise, behind }: NoiseSite, strength: number): Way {
    const { circuit } = this.#known;
    const size = Math.sqrt(noise.length);
    const fidelities = Array.from({ length: size }, (_, at) => noise[at * (size + 1)]!);
    if (fidelities.some((fidelity) => !(fidelity > 0))) {
      throw new JobError(
        'The noise mixes all states behind one gate: it cannot be made stronger.',
        circuit.operations[behind],
      );
    }
    const exact = probabilitiesOf(fidelities.map((fidelity) => fidelity ** strength));
    const clipped = exact.map((probability) => Math.max(0, probability));
    const total = clipped.reduce((sum, probability) => sum + probability, 0);
    if (total > 1 + NEGLIGIBLE) this.#isClipped = true;
    const probabilities = clipped.map((probability) => probability / total);
    const cumulative: number[] = [];
    for (const probability of probabilities) cumulative.push((cumulative.at(-1) ?? 0) + probability);
    const map = new Float64Array(size * size);
    const multiplied = multipliers(probabilities);
    for (let at = 0; at < size; at++) map[at * (size + 1)] = multiplied[at]!;
    return {
      choices: probabilities.map((_, pauli) =>
        qubits.flatMap((qubit, which) => {
          const name = ([undefined, 'x', 'y', 'z'] as const)[(pauli >> (2 * which)) & 3];
          return name ? [gateAt(circuit, name, [qubit], [], 'amplification')] : [];
        }),
      ),
      cumulative,
      negative: probabilities.map(() => false),
      map,
    };
  }
}

const NEGLIGIBLE = 1e-9;

/** What a mixture of Paulis multiplies each Pauli by: the inverse of `probabilitiesOf`, which is its own but for a factor. */
const multipliers = (probabilities: readonly number[]): readonly number[] =>
  probabilitiesOf(probabilities).map((value) => value * probabilities.length);
