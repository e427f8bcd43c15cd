/** `ketlab benchmark NAME`: writes a circuit whose right answer is known, as OpenQASM. */
import { pathToFileURL } from 'node:url';
import { compile } from '../../language/compile.ts';
import { JobError } from '../worker/errors.ts';
import { type Benchmark, BenchmarkError, programOf } from '../worker/mitigate/benchmarks/benchmark.ts';
import { BENCHMARK_NAMES } from '../worker/mitigate/benchmarks/benchmarkNames.ts';
import { benchmark as make } from '../worker/mitigate/benchmarks/benchmarks.ts';
import { heavyOutcomes } from '../worker/mitigate/benchmarks/quantumVolume.ts';
import { runJob } from './job.ts';
import { constantOption, wholeNumber } from './options.ts';
import { writeOutput } from './output.ts';
import { parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code. */
export async function benchmark(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    qubits: { type: 'string', default: '2' },
    depth: { type: 'string', default: '4' },
    seed: { type: 'string', default: '0' },
    angle: { type: 'string', default: 'pi/4' },
    output: { type: 'string', short: 'o' },
  });
  const [wanted, ...others] = positionals;
  const name = BENCHMARK_NAMES.find((known) => known === wanted);
  if (!name || others.length > 0) {
    throw new UsageError(`'ketlab benchmark' takes one of ${BENCHMARK_NAMES.join(', ')}.`);
  }
  const options = {
    qubits: wholeNumber('qubits', values.qubits, 1),
    depth: wholeNumber('depth', values.depth, 1),
    seed: wholeNumber('seed', values.seed, 0),
    angle: constantOption('angle', values.angle),
  };
  try {
    const made = make(name, options);
    const title = `${name} on ${options.qubits} qubits, depth ${options.depth}, seed ${options.seed}`;
    writeOutput(values.output, programOf(title, made.value === undefined ? await simulated(made) : made));
    return 0;
  } catch (error) {
    if (error instanceof BenchmarkError) throw new UsageError(error.message);
    throw error;
  }
}

/** More outcomes than those of so many qubits are not listed. */
const MOST_LISTED = 6;

/** With its value, and with the heavy outcomes of quantum volume; as it is where it is too large. */
async function simulated(made: Benchmark): Promise<Benchmark> {
  const { qubits, observable } = made;
  const { circuit } = compile(pathToFileURL('benchmark.qasm').href, programOf('', made));
  try {
    const isListed = made.heavy === true && qubits <= MOST_LISTED;
    const job = { circuit, shots: 1, seed: 0, observable, ...(isListed && { probabilities: true }) };
    const { expectation, probabilities } = await runJob('simulate', job);
    return {
      ...made,
      ...(expectation?.exact && { value: expectation.value }),
      ...(isListed && probabilities && { outcomes: heavyOutcomes(probabilities, qubits) }),
    };
  } catch (error) {
    if (error instanceof JobError) return made;
    throw error;
  }
}
