/** The view of two circuits, as a page of its own. */
import { useEffect, useState } from 'preact/hooks';
import type { Host } from '../../host.ts';
import type { CompareViewMessage } from '../../messages.ts';
import { ComparedCircuits } from './comparedCircuits.tsx';

export interface CompareViewState {
  readonly zoom: number;
}

export function CompareView({ host }: { readonly host: Host<CompareViewMessage, CompareViewState> }) {
  const [message, setMessage] = useState<{ readonly compare: CompareViewMessage; readonly number: number }>();
  const [zoom, setZoom] = useState(host.restore().zoom ?? 1);
  useEffect(() => {
    const stop = host.onMessage((compare) => setMessage((last) => ({ compare, number: (last?.number ?? 0) + 1 })));
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  useEffect(() => host.remember({ zoom }), [host, zoom]);
  if (!message) return <div class="view compare-view" aria-busy="true" />;
  const { before, after } = message.compare;
  return (
    <div class="view compare-view">
      <ComparedCircuits key={message.number} before={before} after={after} zoom={zoom} onZoom={setZoom} />
    </div>
  );
}
