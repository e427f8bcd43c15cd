/** Which noise is a mixture of Paulis. */
import type { ChannelSpec } from '../../../../language/circuit/channelSpec.ts';
import { pauliTwirl } from '../../../../language/noise/channel.ts';
import { noiseChannel } from '../noiseChannel.ts';

const mixtures = new WeakMap<ChannelSpec, { readonly probabilities: Float64Array | undefined }>();

/** The probabilities of a channel that is a mixture of Paulis, by index in `pauliMatrices`; `undefined`: it is none. */
export function pauliMixture(channel: ChannelSpec): Float64Array | undefined {
  let known = mixtures.get(channel);
  if (!known) {
    known = { probabilities: recognise(channel) };
    mixtures.set(channel, known);
  }
  return known.probabilities;
}

function recognise(channel: ChannelSpec): Float64Array | undefined {
  const { kraus, mixture } = noiseChannel(channel);
  if (!mixture) return undefined;
  const probabilities = pauliTwirl(kraus);
  // Each unitary is a Pauli: its own twirl is certain.
  const isPauli = mixture.every(({ unitary }) => {
    if (unitary === 'identity') return true;
    return pauliTwirl({ operators: [unitary] }).some((probability) => probability > 1 - 1e-9);
  });
  return isPauli ? probabilities : undefined;
}
