/** The environments that come with Ketlab, by name. */
import { JobError } from '../../errors.ts';
import { Acrobot } from './acrobot.ts';
import { CartPole } from './cartPole.ts';
import { ContextualBandits } from './contextualBandits.ts';
import type { EnvironmentInfo } from './environment.ts';
import { FrozenLake } from './frozenLake.ts';
import { MountainCar } from './mountainCar.ts';

const cart = (horizon: number, solved: number): EnvironmentInfo => ({
  description: `a pole on a cart, for ${horizon} steps`,
  observations: 4,
  actions: 2,
  solved,
  make: () => new CartPole(horizon),
});

const lake = (slippery: boolean): EnvironmentInfo => ({
  description: `a ${slippery ? 'slippery ' : ''}frozen lake of 4 by 4 fields`,
  observations: 4,
  actions: 4,
  solved: slippery ? 0.7 : 0.99,
  make: () => new FrozenLake(slippery),
});

export const ENVIRONMENTS: Readonly<Record<string, EnvironmentInfo>> = {
  'CartPole-v0': cart(200, 195),
  'CartPole-v1': cart(500, 475),
  FrozenLake: lake(false),
  'FrozenLake-slippery': lake(true),
  'Acrobot-v1': {
    description: 'two links to be swung up',
    observations: 6,
    actions: 4,
    solved: -100,
    make: () => new Acrobot(),
  },
  'MountainCar-v0': {
    description: 'a weak car in a valley',
    observations: 2,
    actions: 4,
    solved: -110,
    make: () => new MountainCar(),
  },
};

/** `ContextualBandits` has as many bits as there are features. @throws {JobError} where there is none of the name */
export function environmentOf(name: string, features: number): EnvironmentInfo {
  if (name === 'ContextualBandits') {
    const make = () => new ContextualBandits(features);
    return { description: 'two arms, of which the context says the better', observations: features, actions: 2, make };
  }
  const info = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined;
  if (info) return info;
  const names = [...Object.keys(ENVIRONMENTS), 'ContextualBandits'].join(', ');
  throw new JobError(`There is no task '${name}'. Choose one of ${names}.`);
}
