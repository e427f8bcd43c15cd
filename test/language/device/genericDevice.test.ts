// Devices of one line.
import assert from 'node:assert/strict';
import { DeviceError } from '../../../language/device/deviceError.ts';
import { GENERIC_SHAPES, genericDevice, isGenericLine } from '../../../language/device/generic/genericDevice.ts';

/** Each coupled pair once. */
const pairs = (line: string) =>
  genericDevice(line).gates.flatMap(({ qubits: [a = 0, b] }) => (b !== undefined && a < b ? [`${a}-${b}`] : []));

const degrees = (line: string): number[] => {
  const degree = genericDevice(line).qubits.map(() => 0);
  for (const { qubits } of genericDevice(line).gates) if (qubits.length === 2) degree[qubits[0]!]! += 1;
  return degree;
};

const refusal = (line: string): string => {
  try {
    genericDevice(line);
  } catch (error) {
    if (error instanceof DeviceError) return error.message;
  }
  return assert.fail(`${line} is taken`);
};

describe('genericDevice', () => {
  it('couples the neighbours of a line, a ring and a grid', () => {
    assert.deepEqual(pairs('linear(3)'), ['0-1', '1-2']);
    assert.deepEqual(pairs('ring(4)').sort(), ['0-1', '0-3', '1-2', '2-3']);
    assert.deepEqual(pairs('grid(2x3)').sort(), ['0-1', '0-3', '1-2', '1-4', '2-5', '3-4', '4-5']);
    assert.equal(pairs('all-to-all(11)').length, 55);
  });

  it('makes heavy-hexagon lattices of (5d² - 2d - 1) / 2 qubits that have at most three neighbours', () => {
    for (const distance of [3, 5, 7]) {
      const degree = degrees(`heavy-hex(${distance})`);
      assert.equal(degree.length, (5 * distance ** 2 - 2 * distance - 1) / 2);
      assert.equal(Math.max(...degree), 3);
      assert.equal(Math.min(...degree), 1);
    }
  });

  it('draws neighbours at a distance of about 1', () => {
    for (const line of ['linear(4)', 'ring(9)', 'grid(3x3)', 'heavy-hex(3)']) {
      const { gates, positions } = genericDevice(line);
      for (const { qubits } of gates.filter(({ qubits }) => qubits.length === 2)) {
        const [[x, y], [u, v]] = qubits.map((qubit) => positions![qubit]!) as [[number, number], [number, number]];
        assert.ok(Math.abs(Math.hypot(x - u, y - v) - 1) < 1e-9, `${line} ${qubits}`);
      }
    }
  });

  it('lets its errors be set by name', () => {
    const { gates, qubits } = genericDevice('grid(4x5, error2=0.02, t1=80us, time2=200ns, readout=0.05, gate=cz)');
    assert.equal(gates.find(({ name }) => name === 'cz')?.error, 0.02);
    assert.ok(Math.abs(gates.find(({ name }) => name === 'cz')!.duration! - 200e-9) < 1e-18);
    assert.ok(Math.abs(qubits[0]!.t1! - 80e-6) < 1e-15);
    assert.equal(qubits[0]?.readout?.oneGivenZero, 0.05);
  });

  it('keeps its own T2 to what T1 allows, and refuses one that is not allowed', () => {
    assert.equal(genericDevice('linear(2, t1=10us)').qubits[0]?.t2, 20e-6);
    assert.match(refusal('linear(2, t1=10us, t2=30us)'), /twice T1/);
  });

  it('has presets of other machines, with their sources', () => {
    const ions = genericDevice('ion-trap(5)');
    assert.equal(ions.technology, 'ion trap');
    assert.equal(ions.gates.filter(({ name }) => name === 'rzz').length, 20);
    assert.match(ions.description!, /Phys\. Rev\. X/);
    assert.equal(genericDevice('neutral-atoms(3x3)').gates.find(({ name }) => name === 'cz')?.error, 6.5e-3);
  });

  it('says what is wrong with a line, and what to write', () => {
    assert.match(refusal('lineer(4)'), /Did you mean 'linear'/);
    assert.match(refusal('grid(4)'), /grid\(4x5\)/);
    assert.match(refusal('heavy-hex(4)'), /odd number/);
    assert.match(refusal('linear(0)'), /1 to 1000/);
    assert.match(refusal('linear(4, eror2=0.1)'), /Did you mean 'error2'/);
    assert.match(refusal('linear(4, error2=2)'), /no probability/);
    assert.match(refusal('linear(4, t1=100)'), /unit/);
    assert.match(refusal('linear(4, gate=toffoli)'), /Choose cx/);
  });

  it('makes every example that it shows', () => {
    for (const { example } of Object.values(GENERIC_SHAPES)) {
      assert.ok(isGenericLine(example));
      assert.ok(genericDevice(example).gates.length > 0);
    }
  });
});
