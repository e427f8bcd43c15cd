// The Devices view: places and colours of the coupling map, and the tables.
import assert from 'node:assert/strict';
import type { Device } from '../../language/device/device.ts';
import { genericDevice } from '../../language/device/generic/genericDevice.ts';
import { machine } from '../../language/device/machines/machines.ts';
import { mapSvg } from '../../webview/devices/map.tsx';
import { selectionAfter } from '../../webview/devices/mapKeys.ts';
import { deviceMap } from '../../webview/devices/scene.ts';
import { couplerTable, qubitTable, sorted, tableCsv } from '../../webview/devices/table.ts';

const manila = machine('manila')!;

describe('the coupling map', () => {
  it('has each coupler once, coloured from the best to the worst', () => {
    const { edges } = deviceMap(manila, 'readout');
    assert.deepEqual(
      edges.map(({ qubits }) => qubits),
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    );
    // Of the errors 0.0088, 0.0139, 0.0114 and 0.0057.
    assert.deepEqual([edges[3]?.badness, edges[1]?.badness], [0, 1]);
  });

  it('colours qubits by what is asked for: errors that are higher, times that are shorter are worse', () => {
    const worst = (figure: Parameters<typeof deviceMap>[1]) =>
      deviceMap(manila, figure).qubits.find(({ badness }) => badness === 1)?.qubit;
    // Readout errors are 3.5, 2.2, 9.6, 1.4 and 1.9 %, T1 is 132, 125, 159, 179 and 145 µs.
    assert.deepEqual([worst('readout'), worst('t1')], [2, 1]);
  });

  it('writes the errors at the couplers of small devices', () => {
    assert.deepEqual(
      deviceMap(manila, 'readout').edges.map(({ label }) => label),
      ['0.88 %', '1.4 %', '1.1 %', '0.57 %'],
    );
    assert.ok(deviceMap(machine('fez')!, 'readout').edges.every(({ label }) => label === undefined));
  });

  it('marks what does not work', () => {
    const { edges } = deviceMap(machine('torino')!, 'readout');
    assert.equal(edges.filter(({ working }) => !working).length, 11);
  });

  it('finds places that keep qubits apart, where the device has none', () => {
    for (const device of [machine('guadalupe')!, machine('montreal')!]) {
      assert.equal(device.positions, undefined);
      const { qubits, edges, radius } = deviceMap(device, 't1');
      for (const a of qubits) {
        for (const b of qubits) {
          assert.ok(a === b || Math.hypot(a.x - b.x, a.y - b.y) > 2 * radius, `${device.name} ${a.qubit} ${b.qubit}`);
        }
      }
      const lengths = edges.map(({ qubits: [a, b] }) =>
        Math.hypot(qubits[a]!.x - qubits[b]!.x, qubits[a]!.y - qubits[b]!.y),
      );
      const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      assert.ok(Math.max(...lengths) < 1.7 * mean, `${Math.max(...lengths)} of ${mean}`);
    }
  });

  it('can be drawn without couplers, without figures, and of a single qubit', () => {
    const bare: Device = { name: 'bare', technology: 'generic', qubits: [{ working: true }], gates: [] };
    assert.equal(deviceMap(bare, 'readout').qubits[0]?.badness, undefined);
    assert.match(mapSvg(bare, 'readout'), /^<svg .*<\/svg>\n$/s);
  });

  it('is a document of its own', () => {
    const svg = mapSvg(genericDevice('grid(2x2)'), 't1');
    assert.equal(svg.match(/<circle/g)?.length, 4);
    assert.equal(svg, mapSvg(genericDevice('grid(2x2)'), 't1'));
  });
});

describe('arrow keys in a coupling map', () => {
  // 0 1 2
  // 3 4 5
  const map = deviceMap(genericDevice('grid(2x3)'), 'readout');
  const press = (selected: readonly number[] | undefined, ...keys: readonly string[]) =>
    keys.reduce<readonly number[] | undefined>((selection, name) => {
      const [key = '', shift] = name.split('+').reverse();
      return selectionAfter(map, selection, { key: `Arrow${key}`, shiftKey: shift === 'Shift' }) ?? selection;
    }, selected);

  it('go from qubit to qubit, and stay at the edge', () => {
    assert.deepEqual(press(undefined, 'Right'), [0]);
    assert.deepEqual(press([0], 'Right', 'Down'), [4]);
    assert.deepEqual(press([0], 'Left', 'Up'), [0]);
  });

  it('go with Shift to the coupler in their direction, and on to either of its ends', () => {
    assert.deepEqual(press([1], 'Shift+Right'), [1, 2]);
    assert.deepEqual(press([1], 'Shift+Down'), [1, 4]);
    assert.deepEqual(press([1], 'Shift+Up'), [1]);
    assert.deepEqual(press([1], 'Shift+Down', 'Down'), [4]);
    assert.deepEqual(press([1], 'Shift+Down', 'Up'), [1]);
  });

  it('reach every qubit and every coupler of a large device', () => {
    const large = deviceMap(machine('fez')!, 'readout');
    const seen = new Set(['0']);
    const queue: (readonly number[])[] = [[0]];
    for (const selection of queue) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        for (const shiftKey of [false, true]) {
          const next = selectionAfter(large, selection, { key, shiftKey });
          if (!next || seen.has(next.join())) continue;
          seen.add(next.join());
          queue.push(next);
        }
      }
    }
    assert.equal(seen.size, large.qubits.length + large.edges.length);
  });
});

describe('the tables of a device', () => {
  it('sort by a column, unknown values last', () => {
    const { rows } = couplerTable(manila);
    const errors = (descending: boolean) => sorted(rows, 2, descending).map(({ values }) => values[2]);
    assert.deepEqual(errors(false), [0.0056963, 0.0088277, 0.011354, 0.01394]);
    assert.deepEqual(errors(true), errors(false).reverse());
    const unknown = { selection: [9, 10], values: [9, 10, undefined, undefined], working: true };
    for (const descending of [false, true]) assert.equal(sorted([unknown, ...rows], 2, descending).at(-1), unknown);
  });

  it('are files with units in the names of their columns', () => {
    const [head, first, ...more] = tableCsv(qubitTable(manila)).split('\n');
    assert.equal(head, 'qubit,t1_s,t2_s,frequency_hz,readout_error,p_1_given_0,p_0_given_1,error_1_qubit,working');
    assert.match(first!, /^0,0\.00013153,0\.0001022,496\d+(\.\d+)?,0\.0353,0\.0158,0\.0548,0\.000\d+,true$/);
    assert.equal(more.length, 5);
  });
});
