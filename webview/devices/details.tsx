/** All that the calibration says of one qubit or one coupler. */
import type { Device, NativeGate } from '../../language/device/device.ts';
import { formatDuration, formatError, formatFrequency } from '../../language/device/figures.ts';
import type { Selection } from './map.tsx';
import { edgesOf, gatesOn } from './scene.ts';

export function Details({ device, selection }: { readonly device: Device; readonly selection: Selection }) {
  const [a = 0, b] = selection;
  const isCoupler = b !== undefined;
  const title = isCoupler ? `Coupler ${a} – ${b}` : `Qubit ${a}`;
  return (
    <section class="details" aria-live="polite" aria-label={title}>
      <h2>{title}</h2>
      <dl>
        {(isCoupler ? couplerLines(device, a, b) : qubitLines(device, a)).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Line = readonly [name: string, value: string];

function qubitLines(device: Device, qubit: number): readonly Line[] {
  const { t1, t2, frequency, readout, working, resetDuration } = device.qubits[qubit]!;
  const lines: readonly Line[] = [
    ['T1', formatDuration(t1)],
    ['T2', formatDuration(t2)],
    ['Frequency', formatFrequency(frequency)],
    ['Reads 1 for 0', formatError(readout?.oneGivenZero)],
    ['Reads 0 for 1', formatError(readout?.zeroGivenOne)],
    ['Readout', formatDuration(readout?.duration)],
    ['Reset', formatDuration(resetDuration)],
    ...gatesOn(device, [qubit]).map(gateLine),
  ];
  const known = lines.filter(([, value]) => value !== '–');
  return working ? known : [['Works', 'no'], ...known];
}

function couplerLines(device: Device, a: number, b: number): readonly Line[] {
  const edge = edgesOf(device).find(({ qubits }) => qubits[0] === a && qubits[1] === b);
  const zz = device.crosstalk?.find(({ qubits }) => Math.min(...qubits) === a && Math.max(...qubits) === b);
  return [...(edge?.gates ?? []).map(gateLine), ...(zz ? [['ZZ crosstalk', formatFrequency(zz.rate)] as const] : [])];
}

function gateLine({ name, qubits, error, duration, working }: NativeGate): Line {
  const label = qubits.length > 1 ? `${name} ${qubits.join(' → ')}` : name;
  if (!working) return [label, 'does not work'];
  const parts = [formatError(error), formatDuration(duration)].filter((part) => part !== '–');
  return [label, parts.length > 0 ? parts.join(', ') : 'native'];
}
