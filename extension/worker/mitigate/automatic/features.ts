/** What a circuit and its noise are like, as far as the choice of a technique depends on it. */
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { wiresOf } from '../../../../language/circuit/moments.ts';
import { JobError } from '../../errors.ts';
import { rotationsOf } from '../cdr/nonClifford.ts';
import { slackOf } from '../ddd/slack.ts';
import { type NoiseSource, noisy } from '../execute/simulators.ts';
import { layersOf } from '../layers.ts';
import { type KnownNoise, noiseSitesOf } from '../pec/noiseSites.ts';
import { Canceller } from '../pec/pec.ts';
import { INSERTED_GATES } from '../pec/representation.ts';
import type { Question } from '../question.ts';
import { measuredIn, settingsOf } from '../settings.ts';
import { withStandardGates } from '../standardGates.ts';

export interface Features {
  /** In use. */
  readonly qubits: number;
  readonly gates: number;
  readonly twoQubitGates: number;
  /** Of the gates; absent: there is one that is no Clifford gate, and is not made of rotations. */
  readonly cliffordFraction?: number;
  /** Of the time of the qubits, from the first to the last gate of each, the share in which they wait. */
  readonly idleFraction: number;
  /** The largest probability that a bit which is measured is read wrong, of 0 and 1 on average; absent: not known. */
  readonly readoutError?: number;
  /** Whether turns by wrong angles are among the noise, which add up in amplitude. */
  readonly coherent: boolean;
  /** What undoing the noise multiplies the standard deviation by; absent: not known, or it cannot be undone. */
  readonly gamma?: number;
}

/**
 * @param noise that is taken to be there; `unknown`: there is some, and nothing is known of it
 * @param model of it, as far as techniques may know it
 */
export function featuresOf(
  question: Question,
  noise: NoiseSource | undefined,
  model: KnownNoise | undefined,
): Features {
  const { circuit } = question;
  const known = noise === 'unknown' ? undefined : noise;
  const gates = circuit.operations.filter(({ kind }) => kind === 'gate');
  const { operations } = noisy(measuredIn(circuit, settingsOf(question.observable)[0] ?? NO_SETTING), known);
  const cliffordFraction = cliffordFractionOf(circuit);
  const gamma = model && gammaOf(circuit, model);
  return {
    ...waiting(circuit),
    gates: gates.length,
    twoQubitGates: gates.filter((operation) => 'qubits' in operation && operation.qubits.length > 1).length,
    ...(cliffordFraction !== undefined && { cliffordFraction }),
    ...(noise !== 'unknown' && {
      readoutError: operations.reduce(
        (most, operation) => (operation.kind === 'confusion' ? Math.max(most, wrongly(operation.matrix)) : most),
        0,
      ),
    }),
    coherent: operations.some((operation) => operation.kind === 'channel' && operation.channel.kind === 'rotation'),
    ...(gamma !== undefined && { gamma }),
  };
}

const NO_SETTING = { qubits: [], paulis: [] };

function waiting(circuit: Circuit): Pick<Features, 'qubits' | 'idleFraction'> {
  const wires = layersOf(circuit).map(
    (layer) => new Set(layer.filter(({ kind }) => kind === 'gate').flatMap((operation) => wiresOf(operation).qubits)),
  );
  const used = [...new Set(wires.flatMap((qubits) => [...qubits]))];
  const busy = used.map((qubit) => wires.map((qubits) => qubits.has(qubit)));
  const slack = slackOf(busy)
    .filter(({ start, length }) => start > 0 && start + length < wires.length)
    .reduce((sum, { length }) => sum + length, 0);
  return { qubits: used.length, idleFraction: slack / Math.max(1, used.length * wires.length) };
}

function cliffordFractionOf(circuit: Circuit): number | undefined {
  return orUndefined(() => {
    const { circuit: whole, places } = rotationsOf(circuit);
    const gates = whole.operations.filter(({ kind }) => kind === 'gate').length;
    return gates === 0 ? 1 : 1 - places.length / gates;
  });
}

/** Of the whole noise, whatever it costs. */
const gammaOf = (circuit: Circuit, model: KnownNoise): number | undefined =>
  orUndefined(() => {
    const sites = noiseSitesOf(withStandardGates(circuit, INSERTED_GATES), model);
    return new Canceller(sites, Number.POSITIVE_INFINITY).gamma;
  });

function orUndefined(find: () => number): number | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof JobError) return undefined;
    throw error;
  }
}

/** One less the mean of what is read right. */
function wrongly(matrix: readonly (readonly number[])[]): number {
  return 1 - matrix.reduce((sum, row, index) => sum + row[index]!, 0) / matrix.length;
}
