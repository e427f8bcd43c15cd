/** What a pipeline is called where its options matter. */
import type { Stage } from './pipeline.ts';

/** For people: `zne(extrapolation=linear scaleFactors=1,3) + readout`. */
export function titleOf(stages: readonly Stage[]): string {
  return stages
    .map(({ technique, options }) => {
      const given = Object.entries(options ?? {}).map(([name, value]) => `${name}=${String(value)}`);
      return given.length > 0 ? `${technique}(${given.join(' ')})` : technique;
    })
    .join(' + ');
}
