/**
 * `Device`: a quantum computer as its calibration describes it. Plain JSON data. Qubits are numbered from 0; times are
 * seconds, frequencies hertz, errors are average gate infidelities (1 - average gate fidelity) from 0 to 1. What a
 * calibration does not say is absent, never 0.
 */
export interface Device {
  /** What programs call it: `pragma ketlab.device "manila"`. */
  readonly name: string;
  /** For people: what machine this is, and whose facts these are. */
  readonly description?: string;
  /** When it was calibrated, as an ISO 8601 date with or without time. */
  readonly calibrated?: string;
  readonly technology: 'superconducting' | 'ion trap' | 'neutral atoms' | 'generic';
  readonly qubits: readonly DeviceQubit[];
  /** Each native gate on the qubits that it works on; one entry for each direction that is native. */
  readonly gates: readonly NativeGate[];
  /** Absent: not known, and none is assumed. */
  readonly crosstalk?: readonly Crosstalk[];
  /** Place of each qubit in a drawing, x to the right and y downwards, in units of the distance of neighbours. */
  readonly positions?: readonly (readonly [x: number, y: number])[];
  /** The most shots that one run may have. */
  readonly maxShots?: number;
}

export interface DeviceQubit {
  readonly t1?: number;
  /** At most 2·T1. */
  readonly t2?: number;
  readonly frequency?: number;
  /**
   * How far it is from the frequency that its pulses are tuned to, in hertz: while it waits it turns about Z by
   * 2π·detuning·time. Calibrations do not say it; absent: none.
   */
  readonly detuning?: number;
  readonly readout?: Readout;
  /** How long a reset takes. */
  readonly resetDuration?: number;
  /** False: the provider says that it does not work. */
  readonly working: boolean;
}

export interface Readout {
  /** Probability to read 1 where |0⟩ was prepared. */
  readonly oneGivenZero: number;
  /** Probability to read 0 where |1⟩ was prepared. */
  readonly zeroGivenOne: number;
  readonly duration?: number;
}

export interface NativeGate {
  /** A gate's name in `stdgates.inc` or Ketlab's library of native gates (`ecr`, `rzz`, `rxx`, …). */
  readonly name: string;
  /** In the order of the gate's arguments: a `cx`'s control comes first. */
  readonly qubits: readonly number[];
  readonly error?: number;
  readonly duration?: number;
  /** False: the provider says that it does not work (IBM: an error of 1). */
  readonly working: boolean;
}

/** The always-on interaction of two coupled qubits. */
export interface Crosstalk {
  readonly qubits: readonly [number, number];
  /** Frequency shift of one qubit by the other's state, in hertz: the pair turns about ZZ by 2π·rate·time / 2. */
  readonly rate: number;
}
