// Environments against published transitions. Those of OpenAI Gym were computed from its equations by hand or by script.
import assert from 'node:assert/strict';
import { randomStreams } from '../../../../extension/worker/simulate/random.ts';
import { Acrobot } from '../../../../extension/worker/train/environments/acrobot.ts';
import { CartPole } from '../../../../extension/worker/train/environments/cartPole.ts';
import { ContextualBandits } from '../../../../extension/worker/train/environments/contextualBandits.ts';
import { FrozenLake } from '../../../../extension/worker/train/environments/frozenLake.ts';
import { MountainCar } from '../../../../extension/worker/train/environments/mountainCar.ts';

const never = () => 0.5;

function near(found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  expected.forEach((value, index) => {
    assert.ok(Math.abs(found[index]! - value) < tolerance, `${index}: ${found[index]} is not ${value}`);
  });
}

describe('an environment', () => {
  it('CartPole: pushes from rest, then falls', () => {
    const cart = new CartPole(200);
    // Every number drawn is 0.5: at rest, upright.
    cart.reset(never);
    assert.deepEqual(cart.step(1), { reward: 1, done: false });
    // Force 10 on 1.1 in all: θ'' = -(10/1.1) / (0.5·(4/3 - 0.1/1.1)), x'' = 10/1.1 - 0.05·θ''/1.1.
    const turn = -(10 / 1.1) / (0.5 * (4 / 3 - 0.1 / 1.1));
    near(cart.observation, [0, 0.02 * (10 / 1.1 - (0.05 * turn) / 1.1), 0, 0.02 * turn]);
    let steps = 1;
    while (!cart.step(1).done) steps++;
    assert.ok(Math.abs(cart.observation[2]!) > (12 * Math.PI) / 180);
    assert.ok(steps > 5 && steps < 15);
  });

  it('CartPole: begins within 0.05 of rest', () => {
    const cart = new CartPole(200);
    cart.reset(randomStreams(1)(0));
    assert.ok(cart.observation.every((value) => Math.abs(value) < 0.05 && value !== 0));
  });

  it('MountainCar: is pulled by the hill, and stops at the wall', () => {
    const car = new MountainCar();
    car.reset(never);
    near(car.observation, [-0.5, 0]);
    car.step(2);
    const speed = 0.001 - 0.0025 * Math.cos(-1.5);
    near(car.observation, [-0.5 + speed, speed]);
    assert.equal(car.step(3).reward, -1);
    // Back and forth at the right time gets it out.
    let done = false;
    for (let step = 0; step < 300 && !done; step++) done = car.step(car.observation[1]! >= 0 ? 2 : 0).done;
    assert.ok(done && car.observation[0]! >= 0.5);
  });

  it('Acrobot: hangs still without a torque, and keeps its energy where none is put in', () => {
    const links = new Acrobot();
    links.reset(never);
    near(links.observation, [1, 0, 1, 0, 0, 0]);
    assert.deepEqual(links.step(1), { reward: -1, done: false });
    near(links.observation, [1, 0, 1, 0, 0, 0]);
    links.step(2);
    assert.ok(links.observation[5]! > 0 && links.observation[4]! < 0);
    // The potential energy of both links hanging is the least; pushing with the motion raises it to the goal.
    let done = false;
    for (let step = 0; step < 500 && !done; step++) done = links.step(links.observation[5]! > 0 ? 2 : 0).done;
    assert.ok(done);
  });

  it('FrozenLake: is crossed along its safe way, and ends in holes', () => {
    const lake = new FrozenLake(false);
    lake.reset();
    const [left, down, right, up] = [0, 1, 2, 3];
    const way = [down, down, right, right, down, right];
    const rewards = way.map((move) => lake.step(move, never));
    assert.deepEqual(rewards.at(-1), { reward: 1, done: true });
    assert.ok(rewards.slice(0, -1).every(({ reward, done }) => reward === 0 && !done));
    lake.reset();
    for (const move of [left, up]) lake.step(move, never);
    assert.deepEqual([...lake.observation], [0, 0, 0, 0]);
    lake.step(right, never);
    assert.deepEqual(lake.step(down, never), { reward: 0, done: true });
    assert.deepEqual([...lake.observation], [1, 0, 1, 0]);
  });

  it('FrozenLake: slips to either side in a third of all steps each', () => {
    const lake = new FrozenLake(true);
    const random = randomStreams(2)(0);
    const fields = new Map<string, number>();
    for (let trial = 0; trial < 3000; trial++) {
      lake.reset();
      lake.step(2, random);
      const field = lake.observation.join('');
      fields.set(field, (fields.get(field) ?? 0) + 1);
    }
    // Right to 1, down to 4, up stays at 0.
    assert.deepEqual([...fields.keys()].sort(), ['0000', '0010', '1000']);
    for (const count of fields.values()) assert.ok(Math.abs(count - 1000) < 120);
  });

  it('ContextualBandits: reward the parity of the context, with normal noise', () => {
    const bandits = new ContextualBandits(3);
    const random = randomStreams(4)(0);
    let [sum, squares] = [0, 0];
    for (let trial = 0; trial < 5000; trial++) {
      bandits.reset(random);
      const parity = bandits.observation.reduce((bits, bit) => bits + bit, 0) % 2;
      const { reward, done } = bandits.step(parity, random);
      assert.ok(done);
      sum += reward;
      squares += reward * reward;
    }
    const mean = sum / 5000;
    near([mean, squares / 5000 - mean ** 2], [1, 1], 0.07);
  });
});
