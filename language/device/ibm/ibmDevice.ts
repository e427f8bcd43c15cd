/**
 * IBM's own description of a machine, in two files: the configuration (what it can do) and the properties (how well, by
 * its last calibration). Both shapes are read: those of 2021 and those of 2025.
 */
import type { DataProblem } from '../dataProblem.ts';
import type { Crosstalk, Device, NativeGate } from '../device.ts';
import { optional } from '../optional.ts';
import { type IbmConfiguration, NO_GATES, readConfiguration } from './configuration.ts';
import { type IbmProperties, readProperties } from './properties.ts';
import { fields } from './values.ts';

/** The parsed files; either alone gives what it can. */
export interface IbmFiles {
  readonly configuration?: unknown;
  readonly properties?: unknown;
}

/** Which of the two files this is; `undefined`: none of them. */
export function ibmFileKind(value: unknown): keyof IbmFiles | undefined {
  const file = fields(value);
  if (!file) return undefined;
  if ('n_qubits' in file && 'basis_gates' in file) return 'configuration';
  if (Array.isArray(file['qubits']) && Array.isArray(file['gates']) && 'last_update_date' in file) return 'properties';
  return undefined;
}

/**
 * The device of these files; `undefined` where they describe no qubit. What is wrong in the properties is reported with
 * the way to it.
 */
export function ibmDevice(files: IbmFiles, report: (problem: DataProblem) => void): Device | undefined {
  const configuration = files.configuration === undefined ? undefined : readConfiguration(files.configuration);
  const properties = files.properties === undefined ? undefined : readProperties(files.properties, report);
  const qubitCount = Math.max(configuration?.qubitCount ?? 0, properties?.qubits.length ?? 0);
  if (qubitCount === 0) {
    report({ path: [], severity: 'error', message: 'This file describes no qubits.' });
    return undefined;
  }
  if (configuration && properties && configuration.qubitCount !== properties.qubits.length) {
    const message = `The calibration is of ${properties.qubits.length} qubits, but the machine has ${configuration.qubitCount}.`;
    report({ path: ['qubits'], severity: 'warning', message });
  }
  const gates = nativeGates(configuration, properties);
  const crosstalk = crosstalkOf(properties?.zz ?? new Map(), gates);
  const fullName = properties?.name ?? configuration?.name ?? 'ibm';
  return {
    name: fullName.replace(/^ibmq?_/, ''),
    description: describe(fullName, configuration, properties),
    ...optional('calibrated', properties?.calibrated),
    technology: 'superconducting',
    qubits: Array.from({ length: qubitCount }, (_, qubit) => properties?.qubits[qubit] ?? { working: true }),
    gates,
    ...optional('crosstalk', crosstalk.length > 0 ? crosstalk : undefined),
    ...optional('positions', configuration?.positions),
    ...optional('maxShots', configuration?.maxShots),
  };
}

function describe(name: string, configuration?: IbmConfiguration, properties?: IbmProperties): string {
  const version = properties?.version ?? configuration?.version;
  const machine = [name, version].filter(Boolean).join(' ');
  const processor = configuration?.processor === undefined ? '' : `, ${configuration.processor}`;
  return `IBM Quantum (${machine}${processor}), as published by IBM.`;
}

/** The configuration says which gates are native; without it, all are that work anywhere. */
function nativeGates(configuration?: IbmConfiguration, properties?: IbmProperties): readonly NativeGate[] {
  const calibrated = properties?.gates ?? [];
  const basis = configuration?.basis ?? new Set(calibrated.filter(({ working }) => working).map(({ name }) => name));
  const gates = new Map<string, NativeGate>();
  const key = ({ name, qubits }: Pick<NativeGate, 'name' | 'qubits'>) => `${name} ${qubits}`;
  for (const gate of configuration?.gates ?? []) gates.set(key(gate), { ...gate, working: true });
  for (const gate of calibrated) {
    if (basis.has(gate.name) && !NO_GATES.has(gate.name)) gates.set(key(gate), gate);
  }
  const order = [...basis];
  return [...gates.values()].sort(
    (a, b) =>
      order.indexOf(a.name) - order.indexOf(b.name) ||
      a.qubits[0]! - b.qubits[0]! ||
      (a.qubits[1] ?? 0) - (b.qubits[1] ?? 0),
  );
}

/** Which two qubits run-together digits mean is known from the pairs that are coupled; what is not clear is left out. */
function crosstalkOf(zz: ReadonlyMap<string, number>, gates: readonly NativeGate[]): readonly Crosstalk[] {
  const coupled = new Map<string, readonly [number, number]>();
  for (const { qubits } of gates) {
    const [a, b] = [Math.min(...qubits), Math.max(...qubits)];
    if (qubits.length === 2) coupled.set(`${a}-${b}`, [a, b]);
  }
  const pairsOf = new Map<string, (readonly [number, number])[]>();
  for (const [a, b] of coupled.values()) {
    for (const digits of new Set([`${a}${b}`, `${b}${a}`]))
      pairsOf.set(digits, [...(pairsOf.get(digits) ?? []), [a, b]]);
  }
  return [...zz].flatMap(([digits, rate]) => {
    const pairs = pairsOf.get(digits) ?? [];
    return pairs.length === 1 ? [{ qubits: pairs[0]!, rate }] : [];
  });
}
