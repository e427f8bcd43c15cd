/** Noise undone on average: as a combination of what a machine can do behind a noisy gate. */
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { NO_CONTEXT } from '../../../../language/circuit/evaluate.ts';
import { operationMatrix } from '../../../../language/circuit/matrices.ts';
import { pauliTransferMatrix } from '../../../../language/noise/channel.ts';
import { krausChannel } from '../../../../language/noise/channels.ts';
import { JobError } from '../../errors.ts';
import { onTwo, product } from '../../simulate/density/transfer.ts';
import { gateAt, type StandardName } from '../standardGates.ts';
import { identityTransfer, type KnownNoise, type NoiseSite, withNoise } from './noiseSites.ts';
import { leastOneNorm } from './oneNorm.ts';

/** What can be put in on one qubit: gates and resets, one after the other. */
type Insertion = readonly (StandardName | 'reset')[];

const PAULIS: readonly Insertion[] = [[], ['x'], ['y'], ['z']];
const WITH_RESET: readonly Insertion[] = [...PAULIS, ['reset']];
/** They span all maps of a qubit that keep the trace (Endo, Benjamin and Li, arXiv 1712.09271, table 1). */
const ALL: readonly Insertion[] = [
  ...WITH_RESET,
  ['reset', 'x'],
  ['s'],
  ['sdg'],
  ['sx'],
  ['sx', 'x'],
  ['h', 'z'],
  ['z', 'h'],
  ['h'],
  ['s', 'x'],
  ['sx', 'z'],
  ['reset', 'h'],
  ['reset', 'sx'],
];

/** From the cheapest on: the first that spans the inverse of the noise is taken. */
const BASES = [PAULIS, WITH_RESET, ALL];

export const INSERTED_GATES: readonly StandardName[] = ['x', 'y', 'z', 'h', 's', 'sdg', 'sx'];

export interface Representation {
  /** The first puts nothing in. */
  readonly choices: readonly (readonly Operation[])[];
  /** Of each choice: their sum is 1, some are negative. */
  readonly coefficients: readonly number[];
  /** The sum of their magnitudes. */
  readonly gamma: number;
  /** Σ coefficient · choice, with the noise of what is put in: the inverse of the site's noise. */
  readonly map: Float64Array;
}

/** The representations of a circuit's noise, each kind of site once. */
export class Representations {
  readonly #circuit: Circuit;
  readonly #noise: KnownNoise;
  readonly #known = new Map<string, Representation>();
  readonly #insertions = new Map<string, Float64Array>();

  /** @param circuit knows the gates `INSERTED_GATES` */
  constructor(circuit: Circuit, noise: KnownNoise) {
    this.#circuit = circuit;
    this.#noise = noise;
  }

  /** @throws {JobError} where the noise has no inverse */
  of(site: NoiseSite): Representation {
    let representation = this.#known.get(site.key);
    if (!representation) {
      representation = this.#find(site);
      this.#known.set(site.key, representation);
    }
    return representation;
  }

  #find({ qubits, noise, behind }: NoiseSite): Representation {
    for (const basis of BASES) {
      const choices = combinations(basis, qubits.length);
      const maps = choices.map((choice) => this.#transfer(choice, qubits));
      const target = identityTransfer(qubits.length);
      const coefficients = leastOneNorm(
        maps.map((map) => product(map, noise)),
        target,
      );
      if (!coefficients) continue;
      return {
        choices: choices.map((choice) => this.#operations(choice, qubits)),
        coefficients,
        gamma: coefficients.reduce((sum, coefficient) => sum + Math.abs(coefficient), 0),
        map: target.map((_, at) => maps.reduce((sum, map, index) => sum + coefficients[index]! * map[at]!, 0)),
      };
    }
    throw new JobError(
      'The noise has no inverse: it loses what no later operation can bring back.',
      this.#circuit.operations[behind],
    );
  }

  #transfer(choice: readonly Insertion[], qubits: readonly number[]): Float64Array {
    const [low, high] = choice.map((insertion, index) => this.#insertion(insertion, qubits[index]!));
    return high ? product(onTwo(low!, 0), onTwo(high, 1)) : low!;
  }

  /** What an insertion does, with the noise that it has itself. */
  #insertion(insertion: Insertion, qubit: number): Float64Array {
    const key = `${insertion} ${qubit}`;
    let transfer = this.#insertions.get(key);
    if (!transfer) {
      const operations = this.#operations([insertion], [qubit]);
      const noisy = withNoise({ ...this.#circuit, operations }, this.#noise);
      transfer = noisy.operations.reduce(
        (all, operation) => product(ownTransfer(noisy, operation), all),
        identityTransfer(1),
      );
      this.#insertions.set(key, transfer);
    }
    return transfer;
  }

  #operations(choice: readonly Insertion[], qubits: readonly number[]): readonly Operation[] {
    return choice.flatMap((insertion, index) =>
      insertion.map(
        (name): Operation =>
          name === 'reset'
            ? { kind: 'reset', qubit: qubits[index]!, inserted: 'cancellation', start: 0, end: 0 }
            : gateAt(this.#circuit, name, [qubits[index]!], [], 'cancellation'),
      ),
    );
  }
}

function ownTransfer(circuit: Circuit, operation: Operation): Float64Array {
  if (operation.kind === 'gate') {
    return pauliTransferMatrix({ operators: [operationMatrix(circuit, operation, NO_CONTEXT)] });
  }
  const spec = operation.kind === 'channel' ? operation.channel : ({ kind: 'reset', zero: 1, one: 0 } as const);
  return pauliTransferMatrix(krausChannel(spec));
}

/** All ways of putting something in on each of some qubits; the first puts nothing in. */
function combinations(basis: readonly Insertion[], qubits: number): readonly (readonly Insertion[])[] {
  if (qubits === 0) return [[]];
  return combinations(basis, qubits - 1).flatMap((rest) => basis.map((insertion) => [insertion, ...rest]));
}
