/** Reads the properties file of an IBM machine: its calibration. */
import type { DataPath, DataProblem } from '../dataProblem.ts';
import type { DeviceQubit, NativeGate, Readout } from '../device.ts';
import { optional } from '../optional.ts';
import { fromUnit } from '../units.ts';
import { type Fields, fields, finite, list, qubitList, text } from './values.ts';

export interface IbmProperties {
  readonly name?: string;
  readonly version?: string;
  readonly calibrated?: string;
  readonly qubits: readonly DeviceQubit[];
  /** Whatever was calibrated, native or not. */
  readonly gates: readonly NativeGate[];
  /** ZZ interaction in hertz, by the digits of both qubits run together: `zz_1524` is between 15 and 24, or 1 and 524. */
  readonly zz: ReadonlyMap<string, number>;
}

/** Reads what can be read; `report` is told of the rest. */
export function readProperties(value: unknown, report: (problem: DataProblem) => void): IbmProperties {
  const file: Fields = fields(value) ?? {};
  const durations = new Map<number, number>();
  const gates: NativeGate[] = [];
  const listed = list(file['qubits']);
  list(file['gates']).forEach((entry, index) => {
    const gate = fields(entry) ?? {};
    const name = text(gate['gate']);
    const qubits = qubitList(gate['qubits'], listed.length);
    if (name === undefined || !qubits) {
      const message = 'This gate has no name or no qubits of the machine, and was left out.';
      report({ path: ['gates', index], severity: 'warning', message });
      return;
    }
    const parameters = readParameters(gate['parameters'], ['gates', index, 'parameters'], report);
    const duration = parameters.get('gate_length')?.value;
    if (name === 'reset') {
      if (duration !== undefined) durations.set(qubits[0]!, duration);
      return;
    }
    const error = parameters.get('gate_error')?.value;
    // An error of 1 is no measurement: it marks what does not work.
    const working = !(error !== undefined && error >= 1);
    gates.push({
      name,
      qubits,
      ...(working && error !== undefined ? { error: Math.max(error, 0) } : {}),
      ...(duration === undefined ? {} : { duration }),
      working,
    });
  });
  const qubits = listed.map((parameters, qubit) => {
    const resetDuration = durations.get(qubit);
    return {
      ...readQubit(readParameters(parameters, ['qubits', qubit], report), qubit, report),
      ...(resetDuration === undefined ? {} : { resetDuration }),
    };
  });
  const general = readParameters(file['general'], ['general'], report);
  return {
    ...optional('name', text(file['backend_name'])),
    ...optional('version', text(file['backend_version'])),
    ...optional('calibrated', text(file['last_update_date'])),
    qubits,
    gates,
    zz: new Map(
      // An interaction of exactly 0 means that it was not measured.
      [...general].flatMap(([name, { value }]) =>
        name.startsWith('zz_') && value !== 0 ? [[name.slice(3), value] as const] : [],
      ),
    ),
  };
}

interface Parameter {
  readonly value: number;
  readonly path: DataPath;
}

/** Parameters by name, in seconds, hertz and plain numbers. What has no value is absent. */
function readParameters(
  value: unknown,
  path: DataPath,
  report: (problem: DataProblem) => void,
): ReadonlyMap<string, Parameter> {
  const result = new Map<string, Parameter>();
  list(value).forEach((entry, index) => {
    const parameter = fields(entry);
    const name = text(parameter?.['name']);
    const amount = finite(parameter?.['value']);
    if (name === undefined || amount === undefined) return;
    const unit = parameter?.['unit'] ?? '';
    const scaled = unit === '' ? amount : fromUnit(amount, String(unit));
    if (scaled === undefined) {
      const message = `The unit '${unit}' of ${name} is not known, and the value was left out. Use us, ns, GHz or MHz.`;
      report({ path: [...path, index, 'unit'], severity: 'warning', message });
      return;
    }
    result.set(name, { value: scaled, path: [...path, index, 'value'] });
  });
  return result;
}

function readQubit(
  parameters: ReadonlyMap<string, Parameter>,
  qubit: number,
  report: (problem: DataProblem) => void,
): DeviceQubit {
  const of = (name: string) => parameters.get(name)?.value;
  const t1 = positive(of('T1'));
  let t2 = positive(of('T2'));
  if (t1 !== undefined && t2 !== undefined && t2 > 2 * t1) {
    const message = `T2 of qubit ${qubit} is more than twice its T1, which no qubit can have: 2·T1 is taken instead.`;
    report({ path: parameters.get('T2')!.path, severity: 'warning', message });
    t2 = 2 * t1;
  }
  const readout = readReadout(of);
  return {
    ...optional('t1', t1),
    ...optional('t2', t2),
    ...optional('frequency', positive(of('frequency'))),
    ...(readout ? { readout } : {}),
    working: of('operational') !== 0,
  };
}

function readReadout(of: (name: string) => number | undefined): Readout | undefined {
  const error = of('readout_error');
  const oneGivenZero = of('prob_meas1_prep0') ?? error;
  const zeroGivenOne = of('prob_meas0_prep1') ?? error;
  if (oneGivenZero === undefined || zeroGivenOne === undefined) return undefined;
  const probability = (value: number) => Math.min(Math.max(value, 0), 1);
  return {
    oneGivenZero: probability(oneGivenZero),
    zeroGivenOne: probability(zeroGivenOne),
    ...optional('duration', of('readout_length')),
  };
}

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined;
