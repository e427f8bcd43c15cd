/** The Devices view: the coupling map of a device, what is known of each qubit and coupler, and both as tables. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AvailableDevice } from '../../language/device/availableDevices.ts';
import type { Device } from '../../language/device/device.ts';
import { deviceSummary } from '../../language/device/deviceSummary.ts';
import { formatDuration, formatError } from '../../language/device/figures.ts';
import type { Host } from '../host.ts';
import { Button } from '../icons.tsx';
import type { DevicesViewMessage } from '../messages.ts';
import { svgToPng } from '../result/png.ts';
import { Tabs } from '../result/tabs.tsx';
import { DataTable } from './dataTable.tsx';
import { Details } from './details.tsx';
import { MapContent, mapSvg, type Selection } from './map.tsx';
import { selectionAfter } from './mapKeys.ts';
import { deviceMap, QUBIT_FIGURES, type QubitFigure } from './scene.ts';
import { couplerTable, qubitTable, tableCsv } from './table.ts';
import './devices.css';

/** What survives closing and opening the view. */
export interface DevicesViewState {
  readonly reference: string;
  readonly figure: QubitFigure;
  readonly tab: TabId;
}

type TabId = (typeof TABS)[number]['id'];

const TABS = [
  { id: 'map', title: 'Coupling map' },
  { id: 'qubits', title: 'Qubits' },
  { id: 'couplers', title: 'Couplers' },
] as const;

type DevicesHost = Host<DevicesViewMessage, DevicesViewState>;

export function DevicesView({ host }: { readonly host: DevicesHost }) {
  const restored = useMemo(() => host.restore(), [host]);
  const [devices, setDevices] = useState<readonly AvailableDevice[]>([]);
  const [shown, setShown] = useState<Extract<DevicesViewMessage, { type: 'device' }>>();
  useEffect(() => {
    const stop = host.onMessage((message) => {
      if (message.type === 'devices') setDevices(message.devices);
      else {
        setShown(message);
        host.remember({ reference: message.reference });
      }
    });
    host.post({ type: 'ready' });
    if (restored.reference) host.post({ type: 'showDevice', reference: restored.reference });
    return stop;
  }, [host, restored]);
  const reference = shown?.reference ?? '';
  const isListed = devices.some((device) => device.reference === reference);
  return (
    <div class="view devices-view">
      <div class="toolbar" role="toolbar" aria-label="Device">
        <select
          aria-label="Device"
          value={reference}
          onChange={({ currentTarget }) => host.post({ type: 'showDevice', reference: currentTarget.value })}
        >
          {!isListed && <option value={reference}>{reference}</option>}
          {devices.map((device) => (
            <option key={device.reference} value={device.reference}>
              {device.reference} ({device.summary.qubitCount} qubits)
            </option>
          ))}
        </select>
        <span class="space" />
        <Button
          icon="run"
          title="Make this the device of the program or of the workspace"
          text="Use"
          primary
          disabled={!shown?.device}
          onClick={() => host.post({ type: 'chooseDevice', reference })}
        />
      </div>
      {shown?.fault && (
        <div class="notices error" role="alert">
          <p>{shown.fault}</p>
        </div>
      )}
      {shown?.device && <Shown key={reference} host={host} device={shown.device} restored={restored} />}
      {!shown && (
        <div class="empty">
          <p>Reading the devices…</p>
        </div>
      )}
    </div>
  );
}

interface ShownProps {
  readonly host: DevicesHost;
  readonly device: Device;
  readonly restored: Partial<DevicesViewState>;
}

function Shown({ host, device, restored }: ShownProps) {
  const [figure, setFigure] = useState<QubitFigure>(restored.figure ?? 'readout');
  const [tab, setTab] = useState<TabId>(restored.tab ?? 'map');
  const [selected, setSelected] = useState<Selection>();
  useEffect(() => host.remember({ figure, tab }), [host, figure, tab]);
  const table = useMemo(() => (tab === 'couplers' ? couplerTable(device) : qubitTable(device)), [device, tab]);
  const save = (format: 'svg' | 'csv' | 'png', content: string, base64 = false) =>
    host.post({ type: 'export', format, name: device.name, suffix: tab === 'map' ? '' : `-${tab}`, content, base64 });
  const savePng = async () => {
    const { width, height } = deviceMap(device, figure);
    save('png', await svgToPng(mapSvg(device, figure), width, height), true);
  };
  return (
    <section class="shown" aria-label={device.name}>
      <Facts device={device} />
      <Tabs label="Views of the device" tabs={TABS} chosen={tab} onChoose={setTab}>
        <div class="controls">
          {tab === 'map' ? (
            <>
              <label>
                Colour of qubits{' '}
                <select value={figure} onChange={({ currentTarget }) => setFigure(currentTarget.value as QubitFigure)}>
                  {QUBIT_FIGURES.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <Legend />
              <span class="saves">
                <Button
                  icon="save"
                  title="Save the map as SVG"
                  text="SVG"
                  onClick={() => save('svg', mapSvg(device, figure))}
                />
                <Button icon="save" title="Save the map as PNG" text="PNG" onClick={() => void savePng()} />
              </span>
            </>
          ) : (
            <span class="saves">
              <Button
                icon="save"
                title="Save the table as CSV"
                text="CSV"
                onClick={() => save('csv', tableCsv(table))}
              />
            </span>
          )}
        </div>
        {tab === 'map' ? (
          <CouplingMap device={device} figure={figure} selected={selected} onSelect={setSelected} />
        ) : (
          <DataTable key={tab} table={table} caption={tab === 'couplers' ? 'Couplers' : 'Qubits'} />
        )}
      </Tabs>
    </section>
  );
}

function Facts({ device }: { readonly device: Device }) {
  const { qubitCount, gates, technology, calibrated, error2, readoutError, t1, t2 } = deviceSummary(device);
  const facts = [
    `${qubitCount} qubits`,
    gates.join(', '),
    technology,
    ...(calibrated ? [`calibrated ${calibrated.slice(0, 10)}`] : []),
  ];
  const medians = [
    `2-qubit error ${formatError(error2)}`,
    `readout error ${formatError(readoutError)}`,
    `T1 ${formatDuration(t1)}`,
    `T2 ${formatDuration(t2)}`,
  ].filter((text) => !text.endsWith('–'));
  return (
    <>
      <h1>{device.name}</h1>
      <p class="remark">{facts.join(' · ')}</p>
      <p class="remark">Medians: {medians.join(', ')}</p>
      {device.description && <p class="remark">{device.description}</p>}
    </>
  );
}

function Legend() {
  return (
    <span
      class="legend"
      role="img"
      aria-label="Colours go from the best of this device to the worst; dashed: does not work"
    >
      best
      {[0, 1, 2, 3, 4].map((step) => (
        <i key={step} class={`step-${step}`} />
      ))}
      worst
    </span>
  );
}

interface CouplingMapProps {
  readonly device: Device;
  readonly figure: QubitFigure;
  readonly selected: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}

function CouplingMap({ device, figure, selected, onSelect }: CouplingMapProps) {
  const [hovered, setHovered] = useState<Selection>();
  const map = useMemo(() => deviceMap(device, figure), [device, figure]);
  const shown = hovered ?? selected;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = selectionAfter(map, selected, event);
    if (!next) return;
    event.preventDefault();
    onSelect(next);
  };
  return (
    <div class="map-and-details">
      <div
        class="map"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go through the map
        tabIndex={0}
        role="application"
        aria-label={`Coupling map of ${device.name}: arrow keys go from qubit to qubit, with Shift to the coupler between them`}
        onKeyDown={onKeyDown}
      >
        <svg
          width={map.width}
          height={map.height}
          viewBox={`0 0 ${map.width} ${map.height}`}
          style={{ '--width': `${map.width}px` }}
          aria-hidden="true"
        >
          <MapContent map={map} selected={shown} onSelect={onSelect} onHover={setHovered} />
        </svg>
      </div>
      {shown ? (
        <Details device={device} selection={shown} />
      ) : (
        <p class="remark details">
          Point at a qubit or a coupler, or go through the qubits with the arrow keys, with Shift to their couplers.
        </p>
      )}
    </div>
  );
}
