/**
 * Holds the simulators against others (`material/besideSimulators.ts`), and then the way from text to counts against
 * Qiskit Aer: the samples, and every small program below the folder that KETLAB_CORPORA names. KETLAB_PYTHON names a
 * Python with qiskit, qiskit-aer, qiskit-qasm3-import, qulacs and stim; what it lacks is told and left out.
 *
 * Both sample the same distribution if they agree. The total variation distance of two samples of N shots is close to
 * Σ √(p(1−p)/πN), and more than 0.03 above that with a probability below exp(−0.03² N) = 2·10⁻⁸ (McDiarmid's inequality).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { simulate } from '../../extension/worker/jobs/simulate.ts';
import { compile } from '../../language/compile.ts';
import { compareWithSimulators } from './material/besideSimulators.ts';
import { programsBelow } from './material/files.ts';

const SHOTS = 20_000;
const TOLERANCE = 0.03;
const LARGEST_FILE = 100_000;
const MOST_QUBITS = 10;

type Counts = Readonly<Record<string, number>>;

const python = process.env['KETLAB_PYTHON'];
const corpora = process.env['KETLAB_CORPORA'];

/** Our counts, or why there are none: programs with errors, of other sizes, or that need inputs are left out. */
function ownCounts(file: string): Counts | string {
  const text = readFileSync(file, 'utf8');
  const { circuit, diagnostics } = compile(`file://${file}`, text);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error) return error.message;
  if (circuit.qubitCount === 0 || circuit.qubitCount > MOST_QUBITS) return `has ${circuit.qubitCount} qubits`;
  try {
    return simulate.run({ circuit, shots: SHOTS, seed: 1 }, { report: () => {} }).counts;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function distance(a: Counts, b: Counts): { readonly measured: number; readonly expected: number } {
  let measured = 0;
  let expected = 0;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [p, q] = [(a[key] ?? 0) / SHOTS, (b[key] ?? 0) / SHOTS];
    const mean = (p + q) / 2;
    measured += Math.abs(p - q) / 2;
    expected += Math.sqrt((mean * (1 - mean)) / (Math.PI * SHOTS));
  }
  return { measured, expected };
}

/** One spelling for both: without the gaps between registers. */
const withoutGaps = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).map(([key, count]) => [key.replaceAll(' ', ''), count]));

function main(): boolean {
  if (!python) {
    console.log(
      'KETLAB_PYTHON is not set: name a Python with qiskit, qiskit-aer, qulacs and stim to compare with them.',
    );
    return true;
  }
  const equal = compareWithSimulators(python);
  if (!corpora) console.log('KETLAB_CORPORA is not set: only the samples are compared.');
  const files = [
    ...programsBelow('extension/samples', LARGEST_FILE),
    ...(corpora ? programsBelow(corpora, LARGEST_FILE) : []),
  ];
  const own = new Map(files.map((file) => [file, ownCounts(file)]));
  const runnable = files.filter((file) => typeof own.get(file) === 'object');
  const input = JSON.stringify({ shots: SHOTS, seed: 7, files: runnable });
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
  const { status, stdout, stderr } = spawnSync(python, ['test/conformance/aer.py'], options);
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  const answers = JSON.parse(stdout) as Record<string, { counts?: Counts; error?: string }>;
  let agree = 0;
  let unread = 0;
  let differ = 0;
  for (const file of runnable) {
    const counts = own.get(file);
    const answer = answers[file];
    if (typeof counts !== 'object' || !answer?.counts) {
      unread++;
      continue;
    }
    const { measured, expected } = distance(withoutGaps(counts), withoutGaps(answer.counts));
    if (measured <= expected + TOLERANCE) agree++;
    else {
      differ++;
      console.log(`  ${file}: distance ${measured.toFixed(4)} where ${expected.toFixed(4)} is expected`);
    }
  }
  console.log(`Programs of at most ${MOST_QUBITS} qubits, ${SHOTS} shots, beside Qiskit Aer`);
  console.log(`  counts agree                             ${agree} of ${agree + differ}`);
  console.log(`  Qiskit cannot read or run                ${unread}`);
  console.log(`  left out: errors, inputs, other sizes    ${files.length - runnable.length}`);
  return equal && differ === 0;
}

process.exitCode = main() ? 0 : 1;
