/**
 * What the worker process and those who start jobs in it (extension host, command line, tests) say to each other:
 * types only, carried by vscode-jsonrpc. The rules for a job's parameters stand with the job (`jobs/`).
 */
import type { Circuit } from '../../language/circuit/circuit.ts';
import type { Span } from '../../language/diagnostic.ts';
import type { NoiseModel } from '../../language/noise/noiseModel.ts';
import type { ExecutorSettings } from './executor/outside.ts';
import type { JobDevice } from './jobs/device.ts';
import type { Calibration } from './mitigate/automatic/calibrator.ts';
import type { Features } from './mitigate/automatic/features.ts';
import type { Choice } from './mitigate/choice.ts';
import type { MitigatedEstimate } from './mitigate/mitigate.ts';
import type { Stage } from './mitigate/pipeline.ts';
import type { FailedRow, PlanRow } from './mitigate/plan.ts';
import type { MethodName } from './simulate/methodNames.ts';
import type { DecodeParameters, DecodeResult, TrainParameters, TrainResult } from './train/results.ts';

/** Who made a result and from what: enough to make it again. */
export interface Provenance {
  readonly job: string;
  /** Decides every random choice of the job. */
  readonly seed: number;
  /** SHA-256 of the circuit's canonical JSON without spans, hexadecimal. */
  readonly circuit: string;
  readonly method: string;
  /** As it was asked for; absent: none. */
  readonly noise?: string | NoiseModel;
  readonly truncation?: Truncation;
  /** What ran the circuits, as it calls itself; absent: Ketlab's simulators. */
  readonly executor?: string;
  readonly versions: { readonly ketlab: string };
}

export interface SimulateParameters {
  readonly circuit: Circuit;
  /** Number of repetitions, at least 1. */
  readonly shots: number;
  /** 0 to 2^53 - 1; absent: drawn at random and reported. */
  readonly seed?: number;
  /** Values of `input` parameters by name. */
  readonly inputs?: Readonly<Record<string, number | boolean>>;
  /** Absent: none. A line such as `depolarizing(0.001, 0.01) readout(0.02)`, or a model. */
  readonly noise?: string | NoiseModel;
  /** The circuit is fitted to this device and has its noise; twirled, where the method knows random Paulis only. */
  readonly device?: JobDevice;
  /** Absent: the one that suits the circuit best. */
  readonly method?: MethodName | 'automatic';
  /**
   * Whose expectation value is wanted, such as `Z0*Z1 + 0.5*X2`: numbers are those of the circuit's qubits. Absent: the
   * one that the program names by `pragma ketlab.observable`, if any.
   */
  readonly observable?: string;
  /** Whether the state before the measurements at the end is wanted. */
  readonly state?: boolean;
  /** Numbers of the qubits whose density matrix is wanted with the state, at most 8. */
  readonly densityMatrix?: readonly number[];
  /** Whether the exact probability of each outcome is wanted. */
  readonly probabilities?: boolean;
  /** Whether it is wanted how near the run comes to the same without noise. */
  readonly fidelity?: boolean;
  /** Up to how many qubits in use all of this comes unasked, where it exists and takes next to no time; absent: 0. */
  readonly detailsUpTo?: number;
  /** How many threads may be used; absent: as many as the machine has to give. Results do not depend on it. */
  readonly threads?: number;
  /** Of the numbers in state vectors; absent: double. */
  readonly precision?: Precision;
  readonly truncation?: Truncation;
}

/** `single` takes half the memory and about half the time, and leaves errors of about 10^-6. */
export type Precision = 'double' | 'single';

/** What a method that approximates may leave out; where it is not given, the method's own limits hold. */
export interface Truncation {
  /**
   * Pauli propagation drops products with smaller coefficients; each gate on a matrix product state leaves out at most
   * this share of the norm.
   */
  readonly cutoff?: number;
  /** Pauli propagation drops products on more qubits. */
  readonly maxWeight?: number;
  /** The largest bond of a matrix product state. */
  readonly maxBond?: number;
}

/**
 * An expectation value of the state before the measurements at the end of the program. Where chance decides what
 * happens before, it is the mean over the shots, with its standard error; else it is exact and that is 0.
 */
export interface ExpectationResult {
  /** The observable as it was understood. */
  readonly observable: string;
  readonly value: number;
  readonly standardError: number;
  readonly exact: boolean;
  /** Of methods that leave something out: the true value is no further away than `bound`. */
  readonly truncation?: { readonly bound: number; readonly terms: number };
  /** What a quantum computer would find with the shots in each of `settings` ways of measuring; only beside exact ones. */
  readonly sampled?: { readonly value: number; readonly standardError: number; readonly settings: number };
}

/** The state before the measurements at the end of the program. */
export interface StateResult {
  /** Of the qubits, in order of declaration. */
  readonly registers: readonly { readonly name: string; readonly size: number }[];
  /**
   * Real and imaginary part by basis state, written as the keys of `counts` are; those that are not 0. Absent: noise
   * or resets made the state a mixture, or the density matrix alone was asked for.
   */
  readonly amplitudes?: Readonly<Record<string, readonly [number, number]>>;
  /** Those that gates act on; all others are in |0⟩. */
  readonly qubits: readonly QubitState[];
  readonly densityMatrix?: DensityMatrixResult;
}

/** The state of some qubits on their own, all others traced out. */
export interface DensityMatrixResult {
  /** As the program calls them; the first is the least significant bit of the indices. */
  readonly qubits: readonly string[];
  /** Rows of real and imaginary parts. */
  readonly rows: readonly (readonly (readonly [number, number])[])[];
  /** tr(ρ²). */
  readonly purity: number;
}

/** The reduced state of one qubit. */
export interface QubitState {
  /** As the program calls it, such as `q[0]`. */
  readonly qubit: string;
  /** The expectation values of X, Y and Z. */
  readonly bloch: readonly [x: number, y: number, z: number];
  /** tr(ρ²): from 1, neither entangled with any other nor mixed by noise, down to 1/2. */
  readonly purity: number;
  /** In bits: 0 to 1. Where the state of all qubits is pure, that of its entanglement with all others. */
  readonly entropy: number;
}

/** How near a run with noise comes to the same without: 1 where nothing differs, 0 where nothing is in common. */
export interface FidelityResult {
  /**
   * ⟨ψ|ρ|ψ⟩ of the state before the measurements at the end, ψ being that without noise. Where noise happens by chance,
   * the mean over the shots; absent where the method keeps no state.
   */
  readonly state?: Estimate;
  /**
   * (Σ √(p q))² of the distributions of outcomes, p without noise. Where q is not known exactly it is taken from the
   * counts: few shots then look like noise.
   */
  readonly outcomes: { readonly value: number; readonly exact: boolean };
}

/** How a circuit was simulated, and why so. */
export interface MethodChoice<Name = MethodName> {
  readonly name: Name;
  /** For people, such as `dense state vector`. */
  readonly title: string;
  /** For people, such as `dense state vector: 16 qubits, 1 MiB`. */
  readonly reason: string;
  /** Bytes it takes at most. */
  readonly memory: number;
  /** Chosen by Ketlab, not by the user. */
  readonly automatic: boolean;
}

/**
 * Keys of `counts`: one digit a bit, index 0 rightmost in each register; registers separated by a space, the one
 * declared last leftmost (the order of OpenQASM and Qiskit). Only outcomes that occurred. In no useful order (objects
 * put keys that look like integers first): sort them to show them.
 */
export interface SimulateResult {
  readonly counts: Readonly<Record<string, number>>;
  readonly shots: number;
  /** In order of declaration: the first is the rightmost part of each key. */
  readonly registers: readonly { readonly name: string; readonly size: number }[];
  /** The program measures nothing: all qubits were measured at its end. */
  readonly measuredAll: boolean;
  /** `executor`: not simulated by Ketlab, but run by a program outside. */
  readonly method: MethodChoice<MethodName | 'executor'>;
  readonly expectation?: ExpectationResult;
  readonly state?: StateResult;
  /** The exact probability of each outcome that is possible, readout errors included; keys as those of `counts`. */
  readonly probabilities?: Readonly<Record<string, number>>;
  readonly fidelity?: FidelityResult;
  /** Why there is no state, where details were to come unasked. */
  readonly noDetails?: string;
  /** Of matrix product states: the share of the norm that truncation left out, in the worst of all shots. */
  readonly discardedWeight?: number;
  readonly provenance: Provenance;
}

/** A run by a program outside of Ketlab; its result is that of `simulate`, without what only simulators know. */
export interface ExecuteParameters {
  readonly circuit: Circuit;
  readonly shots: number;
  readonly executor: ExecutorSettings;
  /** As for `simulate`: for executors that draw outcomes by chance. */
  readonly seed?: number;
  readonly inputs?: Readonly<Record<string, number | boolean>>;
}

export interface GradientParameters {
  readonly circuit: Circuit;
  /** As for `simulate`; it takes one. */
  readonly observable?: string;
  /** Values of `input` parameters by name: where the gradient is taken. */
  readonly inputs?: Readonly<Record<string, number | boolean>>;
  /** Absent or `automatic`: `adjoint`, which is exact, or `shift` where there are shots or noise. */
  readonly rule?: 'automatic' | 'adjoint' | 'shift';
  /** Of each circuit that is run; absent: exact values. */
  readonly shots?: number;
  readonly seed?: number;
  readonly noise?: string | NoiseModel;
  /** Whether the quantum Fisher information is wanted, of the circuit without noise. */
  readonly fisher?: boolean;
}

/** A number and its standard error, 0 where it is exact. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

export interface GradientResult {
  readonly observable: string;
  readonly rule: 'adjoint' | 'shift';
  readonly value: Estimate;
  /** By input of type `float` or `angle`. */
  readonly gradient: Readonly<Record<string, Estimate>>;
  /** How many circuits were run. */
  readonly evaluations: number;
  /** Rows and columns in the order of the program's inputs. */
  readonly fisher?: readonly (readonly number[])[];
  readonly provenance: Provenance;
}

export interface MitigateParameters {
  readonly circuit: Circuit;
  /**
   * Such as `Z0*Z1 + 0.5*X2`, of the state before the measurements at the end; absent: the one that the program names by
   * `pragma ketlab.observable`.
   */
  readonly observable?: string;
  /** Of each pipeline, shared out among all its circuits. */
  readonly shots: number;
  /** Techniques, outermost first; each pipeline is done for itself, to compare them. */
  readonly pipelines: readonly (readonly Stage[])[];
  readonly seed?: number;
  readonly inputs?: Readonly<Record<string, number | boolean>>;
  readonly noise?: string | NoiseModel;
  /** The circuit is fitted to this device, once, and has its noise; instead of `noise`. */
  readonly device?: JobDevice;
  /** What techniques that cancel known noise take it to be; absent: what it is. */
  readonly assumedNoise?: string | NoiseModel;
  /** What runs the circuits, with the noise that it has; absent: Ketlab's simulators. */
  readonly executor?: ExecutorSettings;
  /** Whether costs and errors are to be predicted, and nothing to be run. */
  readonly plan?: boolean;
  /** Whether the best is to be chosen, of `pipelines` or, where these are none, of what suits the circuit; and run. */
  readonly auto?: boolean;
  /** Whether `auto` chooses by running pipelines on circuits like this one, whose values are known; absent: by predictions. */
  readonly calibrate?: boolean;
  /** Of a plan: each row has as many shots as it takes to come so near; absent: `shots`. */
  readonly targetError?: number;
  /**
   * Path of a folder of this mitigation alone, for every circuit and its counts: what was run before it was cut off is taken
   * from there. It takes a seed. Absent: nothing is kept.
   */
  readonly folder?: string;
}

export interface MitigateResult {
  /** The observable as it was understood. */
  readonly observable: string;
  readonly shots: number;
  /** What the techniques are called, and what they do, for people. */
  readonly techniques: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  /** Without noise; absent where it cannot be computed. */
  readonly ideal?: number;
  /** For each pipeline in order; absent where a plan was wanted. */
  readonly estimates?: readonly (MitigatedEstimate | FailedRow)[];
  /** No mitigation first, then each pipeline. */
  readonly plan?: readonly (PlanRow | FailedRow)[];
  /** The error that the rows of the plan were to reach. */
  readonly targetError?: number;
  /** How pipelines did on circuits like this one. */
  readonly calibration?: Calibration;
  /** What the automatic choice went by. */
  readonly features?: Features;
  /** The best of the plan; absent where nothing of it can be used. */
  readonly choice?: Choice;
  readonly provenance: Provenance;
}

export interface AttributeParameters {
  /** With its noise in it, as channels and confusions; or without, where `noise` is given. */
  readonly circuit: Circuit;
  readonly noise?: string | NoiseModel;
  /** The circuit is fitted to this device first, and has its noise. */
  readonly device?: JobDevice;
  /** Values of `input` parameters by name. */
  readonly inputs?: Readonly<Record<string, number | boolean>>;
  /**
   * See `attribution/attribution.ts`. Absent or `automatic`: `observable` where one is given here (or, with a device, by
   * the program), else `distribution` where that can be found exactly, else `state`.
   */
  readonly figure?: 'automatic' | 'distribution' | 'state' | 'observable';
  /** Such as `Z0*Z1`; absent: the one that the program names by `pragma ketlab.observable`. */
  readonly observable?: string;
  /** Whether the figure with all noise is wanted too, for the remainder; absent: it is. */
  readonly full?: boolean;
  readonly seed?: number;
}

/** What the noise at one place costs of the figure, exactly, with no noise anywhere else. */
export interface AttributedLoss {
  /** Index into the operations of the circuit with its noise. */
  readonly operation: number;
  readonly kind: 'channel' | 'confusion';
  /** Of the circuit; of a confusion, its bits. */
  readonly wires: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly source?: number;
  /** Below 0 where the noise happens to raise the figure. */
  readonly loss: number;
}

export interface AttributeResult {
  readonly figure: 'distribution' | 'state' | 'observable';
  /** As it was understood, where the figure is its value. */
  readonly observable?: string;
  /** The figure without noise. */
  readonly ideal: number;
  /** In the order of the operations; noise that can change nothing is left out. */
  readonly losses: readonly AttributedLoss[];
  /** The sum of all losses. */
  readonly total: number;
  /** The figure with all noise at once; absent: not wanted, or it would take too long. */
  readonly full?: Estimate & { readonly method: string };
  /** ideal - total - full: what first order misses. */
  readonly remainder?: number;
  /** For people, such as `stabilizer tableau of 100 qubits, one pass each way`. */
  readonly method: string;
  readonly provenance: Provenance;
}

/** How far a job is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** For people: what is being counted, such as `shots`. */
  readonly unit: string;
}

/** Each kind of job: its parameters and its result. */
export interface Jobs {
  readonly simulate: { readonly parameters: SimulateParameters; readonly result: SimulateResult };
  readonly execute: { readonly parameters: ExecuteParameters; readonly result: SimulateResult };
  readonly gradient: { readonly parameters: GradientParameters; readonly result: GradientResult };
  readonly mitigate: { readonly parameters: MitigateParameters; readonly result: MitigateResult };
  readonly attribute: { readonly parameters: AttributeParameters; readonly result: AttributeResult };
  readonly train: { readonly parameters: TrainParameters; readonly result: TrainResult };
  readonly decode: { readonly parameters: DecodeParameters; readonly result: DecodeResult };
}

export type JobName = keyof Jobs;

/** Starts a job. */
export interface RunJob {
  readonly job: JobName;
  readonly parameters: unknown;
  /** Where to report progress to: unique among the running jobs. */
  readonly progressToken: number;
}

/** Goes with the message of a failed job. */
export interface JobFailure {
  /** The operation at fault, where it is a single one. */
  readonly span?: Span;
  /** Index into the circuit's `sources`; absent: 0, the program itself. */
  readonly source?: number;
}
