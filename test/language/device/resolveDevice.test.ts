// From what a user writes to the device that is meant.
import assert from 'node:assert/strict';
import { resolveDevice } from '../../../language/device/resolveDevice.ts';

const files: Readonly<Record<string, string>> = {
  'lab/mine.device.json': '{"name": "mine", "qubits": {"count": 1}, "gates": {"x": {"all": {}}}}',
  'lab/broken.device.json': '{"name": "mine", "qubits": {"count": 1}, "gates": {"x": ',
  'lab/conf_tiny.json': '{"backend_name": "ibm_tiny", "n_qubits": 1, "basis_gates": ["x"], "max_shots": 100}',
  'lab/props_tiny.json':
    '{"backend_name": "ibm_tiny", "last_update_date": "2025", "qubits": [[]], "gates": [{"gate": "x", "qubits": [0], "parameters": []}]}',
};

const readFile = (path: string) => {
  const text = files[path];
  return text === undefined ? undefined : { uri: `file:///${path}`, text };
};

const resolve = (reference: string) => resolveDevice(reference, readFile);

describe('resolveDevice', () => {
  it('knows machines, generic devices and files', () => {
    assert.equal(resolve('manila').device?.qubits.length, 5);
    assert.equal(resolve(' grid(4x5) ').device?.qubits.length, 20);
    assert.equal(resolve('lab/mine.device.json').device?.name, 'mine');
  });

  it('reads both of IBM’s files, whichever is named', () => {
    for (const name of ['lab/conf_tiny.json', 'lab/props_tiny.json']) {
      const { device } = resolve(name);
      assert.deepEqual([device?.maxShots, device?.gates.length, device?.calibrated], [100, 1, '2025'], name);
    }
  });

  it('suggests the nearest name', () => {
    assert.match(resolve('manilla').fault!, /Did you mean 'manila'/);
    assert.match(resolve('linaer').fault!, /Did you mean 'linear\(20\)'/);
    assert.match(resolve('abracadabra').fault!, /Choose manila/);
    assert.match(resolve('grod(2x2)').fault!, /Did you mean 'grid'/);
  });

  it('says why a file is none, and where', () => {
    assert.match(resolve('lab/none.device.json').fault!, /There is no file/);
    const { fault, problems } = resolve('lab/broken.device.json');
    assert.match(fault!, /A value is missing here/);
    assert.equal(problems[0]?.uri, 'file:///lab/broken.device.json');
  });
});
