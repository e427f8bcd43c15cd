/** `ketlab devices`: the devices that can be chosen; `ketlab devices NAME`: one of them, with `--json` as a device file. */
import { availableDevices } from '../../language/device/availableDevices.ts';
import { type DeviceSummary, deviceSummary } from '../../language/device/deviceSummary.ts';
import { formatDuration, formatError } from '../../language/device/figures.ts';
import { writeDeviceFile } from '../../language/device/file/writeDeviceFile.ts';
import { readDevice } from './device.ts';
import { parseCommand, UsageError } from './usage.ts';

/** Answers with the exit code. */
export function devices(args: readonly string[]): number {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean', default: false } });
  const [name, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`'ketlab devices' takes one device, not ${positionals.length}.`);
  if (name !== undefined) {
    const device = readDevice(name);
    process.stdout.write(values.json ? writeDeviceFile(device) : describe(deviceSummary(device)));
  } else {
    const all = availableDevices();
    process.stdout.write(values.json ? `${JSON.stringify(all, null, 2)}\n` : list());
  }
  return 0;
}

function list(): string {
  const rows = availableDevices().map(({ reference, summary }) => [
    reference,
    String(summary.qubitCount),
    summary.gates.join(' '),
    formatError(summary.error2),
    formatError(summary.readoutError),
    formatDuration(summary.t1),
    summary.calibrated?.slice(0, 10) ?? 'generic',
  ]);
  const head = ['DEVICE', 'QUBITS', 'NATIVE GATES', '2-QUBIT ERROR', 'READOUT ERROR', 'T1', 'CALIBRATED'];
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n\nErrors and T1 are medians. A program names its device with: pragma ketlab.device "manila"\n`;
}

function describe(summary: DeviceSummary): string {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Device', summary.name],
    ['', summary.description],
    ['Calibrated', summary.calibrated],
    ['Qubits', String(summary.qubitCount)],
    ['Native gates', summary.gates.join(', ')],
    ['Error of gates on one qubit (median)', formatError(summary.error1)],
    ['Error of gates on two qubits (median)', formatError(summary.error2)],
    ['Readout error (median)', formatError(summary.readoutError)],
    ['T1 (median)', formatDuration(summary.t1)],
    ['T2 (median)', formatDuration(summary.t2)],
  ];
  const known = lines.filter(([, value]) => value !== undefined);
  const width = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
