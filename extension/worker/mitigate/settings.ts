/** How an observable is measured: one circuit for each group of terms that can be measured together. */
import type { Circuit, Operation, Register } from '../../../language/circuit/circuit.ts';
import { groupTerms, type Observable, type Pauli, type PauliTerm } from '../../../language/circuit/observable.ts';
import { allocate } from './allocation.ts';
import type { Question } from './question.ts';
import { gateAt, withStandardGates } from './standardGates.ts';

/** One way of measuring: the Pauli of each qubit that is read, and the terms that it tells about. */
export interface Setting {
  /** Ascending; qubit k is read into bit k. */
  readonly qubits: readonly number[];
  /** Of each of `qubits`. */
  readonly paulis: readonly Pauli[];
  readonly terms: readonly PauliTerm[];
}

export function settingsOf(observable: Observable): readonly Setting[] {
  return groupTerms(observable).map((terms) => {
    const paulis = new Map(terms.flatMap((term) => term.paulis.map(({ qubit, pauli }) => [qubit, pauli])));
    const qubits = [...paulis.keys()].sort((a, b) => a - b);
    return { qubits, paulis: qubits.map((qubit) => paulis.get(qubit)!), terms };
  });
}

/** The part of an observable that needs no measurement. */
export function constantOf({ terms }: Observable): number {
  return terms.reduce((sum, { coefficient, paulis }) => sum + (paulis.length === 0 ? coefficient : 0), 0);
}

/** The shots of each setting: in proportion to the norm of its coefficients. */
export function settingShots(settings: readonly Setting[], shots: number): readonly number[] {
  return allocate(
    shots,
    settings.map(({ terms }) => Math.hypot(...terms.map(({ coefficient }) => coefficient))),
  );
}

/** The circuit with each qubit of the setting turned to Z and measured; other bits of the circuit are no output. */
export function measuredIn(circuit: Circuit, setting: Pick<Setting, 'qubits' | 'paulis'>): Circuit {
  return measured(turnedTo(circuit, setting), setting.qubits);
}

/**
 * A question as one for each setting, about products of Z alone: the gates that turn to them are then part of the circuit,
 * and techniques remove their noise too.
 */
export function divided(question: Question): readonly Question[] {
  const settings = settingsOf(question.observable);
  const shots = settingShots(settings, question.shots);
  return settings.map((setting, index) => ({
    circuit: turnedTo(question.circuit, setting),
    observable: { terms: setting.terms.map(alongZ) },
    shots: shots[index]!,
  }));
}

const alongZ = ({ coefficient, paulis }: PauliTerm): PauliTerm => ({
  coefficient,
  paulis: paulis.map(({ qubit }) => ({ pauli: 'Z', qubit })),
});

export function turnedTo(circuit: Circuit, { qubits, paulis }: Pick<Setting, 'qubits' | 'paulis'>): Circuit {
  const whole = withStandardGates(circuit, ['h', 'sdg']);
  const turns = qubits.flatMap((qubit, index) =>
    TURNS[paulis[index]!].map((name) => gateAt(whole, name, [qubit], [], 'measurement')),
  );
  return turns.length === 0 ? circuit : { ...whole, operations: [...whole.operations, ...turns] };
}

const TURNS = { X: ['h'], Y: ['sdg', 'h'], Z: [] } as const;

/** The circuit with these qubits measured at its end, qubit k into bit k of a register of its own. */
export function measured(circuit: Circuit, qubits: readonly number[]): Circuit {
  const start = circuit.bitCount;
  const hidden = circuit.bits.map((register): Register => ({ ...register, output: false }));
  const register: Register = { name: 'outcome', start, size: qubits.length, scalar: false, span: { start: 0, end: 0 } };
  const measurements = qubits.map(
    (qubit, index): Operation => ({ kind: 'measure', qubit, bit: start + index, start: 0, end: 0 }),
  );
  return {
    ...circuit,
    bits: [...hidden, register],
    bitCount: start + qubits.length,
    operations: [...circuit.operations, ...measurements],
  };
}
