/** The device of a program: the one that its pragma names, else the one that is set; and what is wrong with that. */
import type { Circuit } from '../circuit/circuit.ts';
import type { Diagnostic, RelatedInformation, Span } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Device } from './device.ts';
import { devicePragmas } from './devicePragmas.ts';
import type { DeviceResolution } from './resolveDevice.ts';

export interface DeviceChoice {
  /** As the user wrote it. */
  readonly reference: string;
  readonly chosenBy: 'pragma' | 'setting';
  /** Nothing where there is no such device. */
  readonly device?: Device;
  /** Why there is none, or why the device is an older one: its file is broken. */
  readonly fault?: string;
  /** The device's qubit of each qubit of the program, where a pragma says so and can be followed. */
  readonly layout?: readonly number[];
}

export interface DeviceOptions {
  /** The device of programs that name none. */
  readonly device?: string;
  /** Finds a device. The path in a pragma is relative to the program. `undefined`: it cannot be said yet. */
  readonly resolveDevice?: (reference: string, chosenBy: DeviceChoice['chosenBy']) => DeviceResolution | undefined;
}

export interface ChosenDevice {
  /** Nothing where no device is named. */
  readonly choice?: DeviceChoice;
  readonly diagnostics: readonly Diagnostic[];
}

export function chooseDevice(tree: SyntaxTree, circuit: Circuit, options: DeviceOptions): ChosenDevice {
  const pragmas = devicePragmas(tree);
  const reference = pragmas.device?.reference ?? options.device?.trim();
  const chosenBy = pragmas.device ? 'pragma' : 'setting';
  const resolution = reference ? options.resolveDevice?.(reference, chosenBy) : undefined;
  if (!reference || !resolution) return { diagnostics: pragmas.diagnostics };
  const { device, fault } = resolution;
  const reports: Diagnostic[] = [...pragmas.diagnostics];
  const report = (code: DiagnosticCode, place: Span, message: string, related?: readonly RelatedInformation[]) =>
    reports.push({
      start: place.start,
      end: place.end,
      code,
      severity: 'warning',
      message,
      ...(related && related.length > 0 && { related }),
    });
  if (pragmas.device) {
    const related = resolution.problems.slice(0, MOST_RELATED);
    const kept = device ? ' The last good one stays in use.' : '';
    if (fault !== undefined) report('unknown-device', pragmas.device, `${fault}${kept}`, related);
    else if (related.length > 0) report('device-file', pragmas.device, summary(resolution), related);
  }
  const layout = device && pragmas.layout && checkedLayout(pragmas.layout, device, circuit);
  if (pragmas.layout && typeof layout === 'string') report('invalid-layout', pragmas.layout, layout);
  const place = pragmas.device ?? circuit.qubits[0]?.span;
  if (device && place && circuit.qubitCount > device.qubits.length) {
    const [needed, there] = [circuit.qubitCount, device.qubits.length];
    report('device-too-small', place, `The program has ${needed} qubits, but ${device.name} has ${there}.`);
  }
  return {
    choice: {
      reference,
      chosenBy,
      ...(device && { device }),
      ...(fault !== undefined && { fault }),
      ...(typeof layout === 'object' && { layout: layout.qubits }),
    },
    diagnostics: reports,
  };
}

const MOST_RELATED = 20;

function summary({ problems: [first, ...others] }: DeviceResolution): string {
  return `${first?.message}${others.length > 0 ? ` (and ${others.length} more in this file)` : ''}`;
}

/** The layout, or what is wrong with it. */
function checkedLayout<Layout extends { readonly qubits: readonly number[] }>(
  layout: Layout,
  device: Device,
  { qubitCount }: Circuit,
): Layout | string {
  const { qubits } = layout;
  const missing = qubits.find((qubit) => qubit >= device.qubits.length);
  if (missing !== undefined) {
    return `${device.name} has no qubit ${missing}: its qubits are 0 to ${device.qubits.length - 1}.`;
  }
  const twice = qubits.find((qubit, index) => qubits.indexOf(qubit) !== index);
  if (twice !== undefined) return `Two qubits of the program cannot both be on qubit ${twice}.`;
  if (qubits.length === qubitCount) return layout;
  return `The program has ${qubitCount} qubits, but this places ${qubits.length}.`;
}
