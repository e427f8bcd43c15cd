/** Whether state vectors fit into memory: decided before anything is allocated. */
import { freemem, totalmem } from 'node:os';
import type { Precision } from '../protocol.ts';
import { type Assessment, NO_ONE_STATE, needsOneState, type Simulation } from './method.ts';
import { MAX_KEY_BITS } from './outcomes.ts';

/** Of states of 2 GiB, the most the WebAssembly kernels can address together with their work space. */
export const MAX_QUBITS = { double: 27, single: 28 } as const;

const BYTES_PER_AMPLITUDE = { double: 16, single: 8 } as const;
const SUFFIXES = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** Asking the system takes longer than a small run does. */
const ASKED_ANEW_MS = 50;
let asked = { at: Number.NEGATIVE_INFINITY, bytes: 0 };

/** Bytes that can be allocated without driving the machine into swapping, as far as the system tells. */
export function availableMemory(): number {
  const now = performance.now();
  if (now - asked.at > ASKED_ANEW_MS) asked = { at: now, bytes: askSystem() };
  return asked.bytes;
}

function askSystem(): number {
  // macOS counts only pages that nothing has ever used as free: far less than it can give.
  if (process.platform === 'darwin') return totalmem() / 2;
  // Knows the limits of containers; missing in the Node of older VS Code.
  return process.availableMemory?.() ?? freemem();
}

/**
 * What a run on a state vector of all active qubits takes.
 *
 * @param nanoseconds that one gate takes for each amplitude, roughly
 */
export function assessStateVector(simulation: Simulation, available: number, nanoseconds: number): Assessment {
  const { circuit, shots, activeQubits, plan, measuredAll, precision } = simulation;
  if (needsOneState(simulation) && !plan.sampled) return NO_ONE_STATE;
  // Idle qubits cost nothing until all of them are to be shown.
  const isHopeless = measuredAll && circuit.qubitCount > MAX_KEY_BITS;
  const qubits = isHopeless ? circuit.qubitCount : activeQubits.length;
  const states = plan.sampled ? 1 : 2;
  const lack = lackOfMemory(qubits, states, available, precision);
  if (lack !== undefined) return { kind: 'impossible', reason: lack };
  const operations = plan.fixed.length + plan.random.length * (plan.sampled ? 1 : shots);
  return {
    kind: 'possible',
    reason: `${qubits} ${qubits === 1 ? 'qubit' : 'qubits'}${precision === 'single' ? ' in single precision' : ''}`,
    memory: states * BYTES_PER_AMPLITUDE[precision] * 2 ** qubits,
    cost: operations * nanoseconds * 2 ** qubits,
  };
}

/**
 * Why state vectors do not fit, and which would; `undefined` where they do.
 *
 * @param states how many such vectors are needed at once
 */
export function lackOfMemory(
  qubits: number,
  states: number,
  available: number,
  precision: Precision = 'double',
): string | undefined {
  const bytes = states * BYTES_PER_AMPLITUDE[precision];
  const largest = MAX_QUBITS[precision];
  const needed = bytes * 2 ** qubits;
  if (needed <= available && qubits <= largest) return undefined;
  const size = `This circuit needs ${formatPowerOfTwoBytes(qubits, bytes)} for ${qubits.toLocaleString('en')} qubits`;
  const most = Math.min(largest, Math.floor(Math.log2(available / bytes)));
  return needed > available
    ? `${size}; ${formatBytes(available)} are available. Use at most ${most} qubits.`
    : `${size}; ${formatBytes(available)} are available, but the state vector simulator takes at most ${largest} qubits.`;
}

/** `7.2 GiB`, `512 MiB`: three digits at most. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), SUFFIXES.length - 1);
  const value = bytes / 1024 ** step;
  const digits = value < 10 && !Number.isInteger(value) ? 1 : 0;
  return `${value.toFixed(digits)} ${SUFFIXES[step]}`;
}

/** As `formatBytes`, for sizes no number holds. */
function formatPowerOfTwoBytes(qubits: number, bytes: number): string {
  const exponent = qubits + Math.log2(bytes);
  return exponent < 70 ? formatBytes(2 ** exponent) : `2^${exponent} bytes`;
}
