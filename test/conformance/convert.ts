/**
 * Holds generated code against the languages it is generated for: it must be accepted there and mean the same. Programs:
 * the samples, every standard gate under every modifier, random circuits, dynamic circuits, and circuits of moderate size
 * below the folder that KETLAB_CORPORA names. KETLAB_PYTHON names a Python with qiskit, qiskit-aer, qiskit-qasm3-import,
 * cirq-core, pennylane, pyquil and stim.
 *
 * Without measurements the unitaries must be equal up to a global phase; with them, the frequencies of the outcomes.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { simulate } from '../../extension/worker/jobs/simulate.ts';
import { allOperations } from '../../language/circuit/blocks.ts';
import type { Circuit } from '../../language/circuit/circuit.ts';
import { exportCircuit } from '../../language/circuit/export/exportCircuit.ts';
import { EXPORT_TARGETS } from '../../language/circuit/export/targets.ts';
import { compile } from '../../language/compile.ts';
import { unitaryOf } from '../language/circuit/circuits.ts';
import { programsBelow } from './material/files.ts';
import { dynamicPrograms, gatePrograms, randomPrograms } from './material/generatedPrograms.ts';

const SHOTS = 4000;
const MOST_QUBITS = 6;
/** Longer circuits show nothing more, and take the simulators in Python minutes. */
const MOST_OPERATIONS = 200;

const python = process.env['KETLAB_PYTHON'];
const corpora = process.env['KETLAB_CORPORA'];

interface Task {
  readonly name: string;
  readonly qubits: number;
  /** Names of bits, from the least significant of the first register. */
  readonly bits: readonly string[];
  readonly inputs: Readonly<Record<string, number>>;
  /** The qubit that was measured into each bit last, for Quirk, which has no bits. */
  readonly measured: readonly (number | undefined)[];
  /** Row-major, real and imaginary parts in turn. */
  readonly unitary?: readonly number[];
  /** Frequencies by outcome: bit 0 rightmost. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly code: Readonly<Record<string, string>>;
}

/** `equal`, or what went wrong. */
type Answers = Readonly<Record<string, Readonly<Record<string, string>>>>;

function taskOf(
  name: string,
  text: string,
): { task?: Task; circuit: Circuit; refused: Record<string, string> } | string {
  const { circuit, diagnostics } = compile(`file:///${name}`, text);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error) return error.message;
  if (circuit.qubitCount === 0 || circuit.qubitCount > MOST_QUBITS) return `${circuit.qubitCount} qubits`;
  if (circuit.operations.length > MOST_OPERATIONS) return `${circuit.operations.length} operations`;
  if (!isUnitary(circuit) && measuredInto(circuit).every((qubit) => qubit === undefined)) return 'nothing is measured';
  const inputs = Object.fromEntries(
    circuit.variables.flatMap((variable, index) => (variable.input ? [[variable.name, inputOf(index)]] : [])),
  );
  const refused: Record<string, string> = {};
  const code: Record<string, string> = {};
  for (const { id } of EXPORT_TARGETS) {
    const result = exportCircuit(circuit, id);
    if (result.kind === 'text') code[id] = result.text;
    else refused[id] = result.problems[0]?.message ?? '';
  }
  const bits = circuit.bits.flatMap(({ name, size }) =>
    Array.from({ length: size }, (_, index) => `${name}[${index}]`),
  );
  try {
    const expected = isUnitary(circuit)
      ? { unitary: [...unitaryOf(circuit, inputOf).data] }
      : { counts: countsOf(circuit, inputs) };
    return {
      circuit,
      refused,
      task: { name, qubits: circuit.qubitCount, bits, measured: measuredInto(circuit), inputs, code, ...expected },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Some value for an input. */
const inputOf = (variable: number): number => 0.3 + 0.7 * variable;

function measuredInto(circuit: Circuit): (number | undefined)[] {
  const measured = new Map<number, number>();
  for (const operation of allOperations(circuit.operations)) {
    if (operation.kind === 'measure' && operation.bit !== undefined) measured.set(operation.bit, operation.qubit);
  }
  return Array.from({ length: circuit.bitCount }, (_, bit) => measured.get(bit));
}

function isUnitary(circuit: Circuit): boolean {
  const kinds = new Set(['gate', 'barrier', 'nop', 'delay', 'box']);
  return [...allOperations(circuit.operations)].every(({ kind }) => kinds.has(kind));
}

/** Of all bits, those of inner scopes too: every register counts as a result. */
function countsOf(circuit: Circuit, inputs: Readonly<Record<string, number>>): Record<string, number> {
  const whole = { ...circuit, bits: circuit.bits.map((register) => ({ ...register, output: true })) };
  const { counts } = simulate.run({ circuit: whole, shots: SHOTS, seed: 1, inputs }, { report: () => {} });
  return Object.fromEntries(Object.entries(counts).map(([key, count]) => [key.replaceAll(' ', ''), count / SHOTS]));
}

interface Tally {
  equal: number;
  /** Beyond what the reader of the language can read. */
  unread: number;
  readonly refused: Map<string, number>;
  readonly failed: Map<string, string[]>;
}

function main(): boolean {
  if (!python) {
    console.log('KETLAB_PYTHON is not set: name a Python with the packages to hold generated code against them.');
    return true;
  }
  if (!corpora) console.log('KETLAB_CORPORA is not set: only samples and generated circuits are converted.');
  const files = [...programsBelow('extension/samples', 20_000), ...(corpora ? programsBelow(corpora, 20_000) : [])];
  const programs = [
    ...files.map((file) => ({ name: file, text: readFileSync(file, 'utf8') })),
    ...gatePrograms(),
    ...randomPrograms(60),
    ...dynamicPrograms(),
  ];
  const tasks: Task[] = [];
  const tallies = new Map(
    EXPORT_TARGETS.map(({ id }) => [id, { equal: 0, unread: 0, refused: new Map(), failed: new Map() } as Tally]),
  );
  let skipped = 0;
  for (const { name, text } of programs) {
    const made = taskOf(name, text);
    if (typeof made === 'string' || !made.task) {
      if (!files.includes(name)) console.log(`  ${name}: ${made}`);
      skipped++;
      continue;
    }
    tasks.push(made.task);
    for (const [target, reason] of Object.entries(made.refused)) {
      const { refused } = tallies.get(target as never)!;
      const kind = reason.replace(/'[^']*'/g, "'…'");
      refused.set(kind, (refused.get(kind) ?? 0) + 1);
    }
  }
  const options = { input: JSON.stringify({ shots: SHOTS, tasks }), encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
  const { status, stdout, stderr } = spawnSync(python, ['test/conformance/convert.py'], options);
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  for (const [name, byTarget] of Object.entries(JSON.parse(stdout) as Answers)) {
    for (const [target, answer] of Object.entries(byTarget)) {
      const tally = tallies.get(target as never)!;
      if (answer === 'equal') tally.equal++;
      else if (answer === 'unread') tally.unread++;
      else tally.failed.set(answer, [...(tally.failed.get(answer) ?? []), name]);
    }
  }
  console.log(
    `${tasks.length} programs of at most ${MOST_QUBITS} qubits; ${skipped} left out: errors, inputs, other sizes`,
  );
  console.log('  target      equal  failed  refused  unread');
  for (const { id, name } of EXPORT_TARGETS) {
    const { equal, unread, refused, failed } = tallies.get(id)!;
    const count = (lists: Iterable<number>) => [...lists].reduce((sum, value) => sum + value, 0);
    const numbers = [equal, count([...failed.values()].map((names) => names.length)), count(refused.values()), unread];
    console.log(
      `  ${name.padEnd(11)} ${numbers.map((value, column) => String(value).padStart([5, 7, 8, 7][column]!)).join(' ')}`,
    );
    for (const [reason, names] of failed)
      console.log(`      failed: ${reason} (${names.length}: ${names.slice(0, 3).join(', ')})`);
    for (const [reason, times] of refused) console.log(`      refused: ${reason} (${times})`);
  }
  return [...tallies.values()].every(({ failed }) => failed.size === 0);
}

process.exitCode = main() ? 0 : 1;
