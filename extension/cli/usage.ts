/** How the command line is used, and what is said when it is not. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { NOISE_TERMS } from '../../language/noise/parseNoise.ts';
import { OPTIMIZER_NAMES } from '../../language/training/trainingPlan.ts';
import { ADAPTERS } from '../worker/executor/commandLine.ts';
import { BENCHMARK_NAMES } from '../worker/mitigate/benchmarks/benchmarkNames.ts';
import { TECHNIQUE_NAMES } from '../worker/mitigate/techniqueNames.ts';
import { METHOD_NAMES } from '../worker/simulate/methodNames.ts';

export const USAGE = `Usage: ketlab COMMAND [OPTIONS] FILE…

Commands:
  benchmark NAME         write a circuit whose right answer is known, as OpenQASM with that answer in it
                         NAME is ${BENCHMARK_NAMES.join(', ')}
    --qubits N, --depth N  its size (default 2 and 4)
    --seed S               decides what is random in it (default 0)
    --angle A              of the rotation of rotated-rb (default pi/4)
    -o, --output OUT       write to a file instead of the terminal
  check PATH…            report what is wrong in files, and in all circuits of folders
    --format FORMAT        text (default), json, sarif or github
    --device DEVICE        report what it makes of the circuits that name no device, too (as for devices)
    --shots N              of which a run would have so many (default 1024)
    --rule CODE=LEVEL      off, hint, info, warning or error for what is no error of the language; once for each
  convert FILE           write the circuit in another language
    --to TARGET            qasm2, qasm3, qiskit, cirq, pennylane, quil, stim or quirk
    -o, --output OUT       write to a file instead of the terminal
  decode FILE            what each decoding of a policy's outcomes into actions extracts, and which inputs it can see
    --actions N            2, 4, 8, … (default: those of the program's task, else 2)
    --decode LIST          with commas: global, 3-local, local, table(0110…) (default: all that have a name)
    --json                 print the result as JSON
  devices [NAME]         the devices that circuits can be for, or one of them
                         NAME is a machine that comes with Ketlab, a generic device such as
                         'grid(4x5, error2=0.01)', or a device file
    --json                 as JSON; of one device, as a device file
  draw FILE              draw the circuit
    --format FORMAT        ascii (default), svg or latex (for quantikz)
    --timeline             along time, as a device does it: svg, or ascii for a list of what happens when
    --device DEVICE        of the timeline, as for devices; absent: the one that the program names
    -o, --output OUT       write to a file instead of the terminal
  explain [CODE]         explain a problem; without CODE, list all there are
  fit FILE               write the circuit in a device's native gates, on its qubits
    --device DEVICE        as for devices; absent: the one that the program names
    --layout LIST          the device's qubit of each qubit of the program, such as 0,2,1
    --seed S               decides what is left to chance (default 0)
    -o, --output OUT       write to a file instead of the terminal
    --json                 layouts, counts, depth and duration instead of the program
  format FILE…           lay OpenQASM files out, in place; - writes to the terminal
    --check                change nothing: name the files that differ, exit with 1
  run FILE               run the circuit and count the outcomes
    --shots N              repetitions (default 1024)
    --seed S               0 to 2^53 - 1: the same seed gives the same counts
    --input NAME=VALUE     value of an input parameter, such as theta=pi/4; once for each (or --bind)
    --noise NOISE          such as 'depolarizing(0.001, 0.01) readout(0.02)', or a JSON file with a noise model;
                           the noise there is: ${Object.keys(NOISE_TERMS).join(', ')}
    --device DEVICE        fit the circuit to a device and run it with the noise of its calibration;
                           --noise device takes the one that the program names
    --crosstalk            with the interaction of qubits that wait too, where the device's file gives it (zz_khz)
    --method METHOD        automatic (default), or the way to simulate: ${METHOD_NAMES.join(', ')}
    --observable SUM       its expectation value too, such as "Z0*Z1 + 0.5*X2" (numbers of qubits) or "ZZI" (a letter for
                           each, the last for qubit 0); else that of 'pragma ketlab.observable', if any
    --probabilities        the exact probability of each outcome too (up to 20 qubits in use)
    --fidelity             how near the noise leaves state and outcomes to those without noise
    --threads N            use at most so many; results do not depend on them
    --precision PRECISION  of state vectors: double (default), or single for half the memory
    --state                the amplitudes before the measurements at the end too, and each qubit's Bloch vector,
                           purity and entropy (up to 20 qubits in use; with noise, of fewer and without amplitudes)
    --density-matrix QS    that of some qubits on their own, such as 0,2 (at most 8), or all
    --cutoff C             pauli: drop products with smaller coefficients (default 1e-7);
                           mps: the share of the norm a gate may leave out (default 1e-12)
    --max-weight N         pauli: drop products on more qubits
    --max-bond N           mps: the largest bond (default 256)
    --executor CMD         not simulated by Ketlab, but run by a program: ${Object.keys(ADAPTERS).join(', ')}
                           with arguments (in Python; KETLAB_PYTHON names another), or any command that speaks
                           the protocol of extension/docs/executor.md
    --executor-timeout S   seconds without a word from it after which it is given up (default 600)
    --json                 print the result as JSON

  gradient FILE          how an expectation value changes with the inputs of a circuit
    --observable SUM       as for run
    --input NAME=VALUE     where the gradient is taken; once for each input (or --bind)
    --rule RULE            automatic (default), adjoint (exact) or shift (with shots and noise)
    --shots N, --noise NOISE, --seed S
                           as for run; shots are those of each circuit
    --fisher               the quantum Fisher information too
    --json                 print the result as JSON

  mitigate FILE          an expectation value with less of the noise's error
    --observable O         such as 'Z0*Z1 + 0.5*X2' (default: that of 'pragma ketlab.observable')
    --device DEVICE        fit the circuit to it once, and run all its variants with the noise of gates, waiting and
                           readout (as for devices; default: that of 'pragma ketlab.device', where no noise is given)
    --technique NAME       ${TECHNIQUE_NAMES.join(', ')};
                           joined with + for one upon the other, outermost first
    --compare LIST         several, with commas, or all: each with the same shots
    --set NAME.OPTION=VALUE
                           an option of a technique, such as zne.scaleFactors=[1,3,5]; once for each
    --plan                 run nothing: predict cost, bias and chance of each, and whether it helps
    --auto                 choose what suits the circuit and its noise, or the best of LIST, and run it; with --plan: only say
    --executor CMD         as for run; techniques that must know the noise need --assumed-noise
    --calibrate            with --auto: choose by runs of circuits like this one, whose values are known; it takes many times
                           the shots, and nothing need be known of the noise
    --target-error E       of a plan: the shots that each takes to come so near
    --keep FOLDER          keep each circuit and its counts: with the same seed, what was cut off goes on from there
    --assumed-noise NOISE  what techniques take the noise to be (default: the noise itself)
    --shots N, --noise NOISE, --seed S, --input NAME=VALUE
                           as for run; shots (default 10000) are those of all circuits of a technique together
    --json                 print the result as JSON

  noise FILE             what a device makes of the circuit, and which lines cost how much
    --device DEVICE        as for devices; absent: the one that the program names
    --exact                by simulation too: exactly to first order, and what that misses
    --figure FIGURE        of what: distribution or state (fidelities), observable, or automatic (default)
    --observable O         such as 'Z0*Z1 + 0.5*X2'; absent: the one that the program names
    --input NAME=VALUE     as for run, for --exact
    --json                 print the whole budget as JSON

  train FILE             train the weights of a program as a policy, as its directives say
    --task TASK            such as CartPole-v0, FrozenLake, ContextualBandits
    --decode LIST          decodings to be compared, with commas, as for decode
    --optimizer NAME       ${OPTIMIZER_NAMES.join(', ')}
    --rate R               how fast weights move (default 0.02)
    --episodes N           of each training (default 1000)
    --seed S, --seeds N    the first seed, and how many trainings (default 1)
    --evaluate N           play N episodes in the end
    --weights FILE         play with these weights, as --json prints them, and train none
    --json                 print returns and weights as JSON

  -h, --help             print this
  --version              print the version

FILE is a path, or - for standard input; PATH may be a folder too.
Exit codes: 0 done, 1 errors in a file or a run, 2 wrong usage, 130 cancelled.
`;

/** The part of {@link USAGE} on one command, or one line for each where there is none of that name. */
export function usageOf(command: string): string {
  const lines = USAGE.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`  ${command} `));
  if (command === '' || start < 0) {
    const commands = lines.filter((line) => /^ {2}[a-z]/.test(line));
    return ['Usage: ketlab COMMAND [OPTIONS] FILE…', '', ...commands, '', MORE].join('\n');
  }
  const length = lines.slice(start + 1).findIndex((line) => /^( {2}\S|$)/.test(line));
  const [head = '', ...options] = lines.slice(start, start + 1 + length);
  const [call, summary] = head.trim().split(/ {2,}/);
  return [`Usage: ketlab ${call}`, '', `${' '.repeat(25)}${summary}`, ...options, '', MORE].join('\n');
}

const MORE = "'ketlab --help' prints all there is.\n";

/** The command line was used wrongly; the message says how. */
export class UsageError extends Error {}

/** The options and files of a command. @throws {UsageError} */
export function parseCommand<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The first sentence of Node's message; the others explain Node's own conventions.
    const [message] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${message}.`);
  }
}

/** The one file a command is about. @throws {UsageError} */
export function oneFile(command: string, positionals: readonly string[]): string {
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError(`'ketlab ${command}' needs a file.`);
  if (others.length > 0) throw new UsageError(`'ketlab ${command}' takes one file, not ${positionals.length}.`);
  return file;
}
