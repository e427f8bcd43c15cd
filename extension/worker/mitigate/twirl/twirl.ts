/**
 * Pauli twirling: Paulis drawn at random before each Clifford gate on two qubits, and behind it those that undo them. The
 * circuits do the same; on average their noise is a mixture of Pauli errors. Wallman and Emerson, arXiv 1512.01098.
 */
import * as z from 'zod';
import type { Circuit, Operation } from '../../../../language/circuit/circuit.ts';
import { type Random, randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { meanOverDraws } from '../sampling.ts';
import { gateAt, withStandardGates } from '../standardGates.ts';
import { technique } from '../technique.ts';
import { conjugated, PauliConjugation } from './pauliConjugation.ts';

const options = z.strictObject({ variants: z.int().min(1).default(16) }).prefault({});

export const twirl = technique({
  title: 'Pauli twirling',
  description: 'Turns the noise of gates on two qubits into Pauli errors, which other techniques handle better.',
  kind: 'circuits',
  options,
  make: ({ variants }) => ({ ask: (question, context) => ask(question, context, variants) }),
});

function* ask({ circuit, observable, shots }: Question, { seed }: Context, variants: number): Asking<Finding> {
  const twirler = new Twirler(circuit);
  const streams = randomStreams(seed);
  const drawn = new Map<string, { readonly circuit: Circuit; times: number }>();
  for (let variant = 0; variant < variants; variant++) {
    const { circuit: twirled, key } = twirler.draw(streams(variant));
    const known = drawn.get(key);
    if (known) known.times++;
    else drawn.set(key, { circuit: twirled, times: 1 });
  }
  const different = [...drawn.values()];
  const shares = allocate(
    shots,
    different.map(({ times }) => times),
  );
  const findings = yield different.map((variant, k) => ({ circuit: variant.circuit, observable, shots: shares[k]! }));
  const weighed = different.map(({ times }, k) => ({ times, sign: 1 as const, finding: findings[k]! }));
  return {
    ...meanOverDraws(weighed, 1),
    warnings: twirler.warnings,
    details: { kind: 'sampling', circuits: different.length, samples: variants, gamma: 1 },
  };
}

/** Draws versions of a circuit. */
export class Twirler {
  readonly #circuit: Circuit;
  readonly #conjugation: PauliConjugation;

  constructor(circuit: Circuit) {
    this.#circuit = withStandardGates(circuit, ['x', 'y', 'z']);
    this.#conjugation = new PauliConjugation(this.#circuit);
  }

  get warnings(): readonly string[] {
    const others = this.#circuit.operations.filter(
      (operation) =>
        operation.kind === 'gate' && operation.qubits.length > 1 && !this.#conjugation.cliffordOf(operation),
    ).length;
    if (others === 0) return [];
    return [
      `${others === 1 ? 'A gate' : `${others} gates`} on several qubits cannot be twirled: only Clifford gates can.`,
    ];
  }

  /** `key` is the same for the same circuit. */
  draw(random: Random): { readonly circuit: Circuit; readonly key: string } {
    const operations: Operation[] = [];
    let key = '';
    for (const operation of this.#circuit.operations) {
      const clifford = operation.kind === 'gate' ? this.#conjugation.cliffordOf(operation) : undefined;
      if (!clifford || operation.kind !== 'gate') {
        operations.push(operation);
        continue;
      }
      const choice = Math.floor(random() * 16);
      const before = [choice & 3, choice >> 2] as const;
      key += String.fromCharCode(97 + choice);
      this.#put(operations, before, operation.qubits);
      operations.push(operation);
      this.#put(operations, conjugated(clifford, before), operation.qubits);
    }
    return { circuit: { ...this.#circuit, operations }, key };
  }

  #put(operations: Operation[], paulis: readonly number[], qubits: readonly number[]): void {
    paulis.forEach((pauli, index) => {
      const name = ([undefined, 'x', 'y', 'z'] as const)[pauli];
      if (name) operations.push(gateAt(this.#circuit, name, [qubits[index]!], [], 'twirling'));
    });
  }
}
