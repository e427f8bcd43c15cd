/** The connection of a page to the extension host, typed. The only place that knows VS Code's webview API. */
import type { HostMessage } from './messages.ts';

/** What VS Code gives a webview. */
interface VsCodeApi {
  postMessage(message: HostMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** `Message`: what this view receives. `State`: what it remembers when the page is closed and opened again. */
export interface Host<Message, State> {
  post(message: HostMessage): void;
  /** @returns ends listening */
  onMessage(listener: (message: Message) => void): () => void;
  restore(): Partial<State>;
  remember(state: Partial<State>): void;
}

export function connectHost<Message, State extends object>(): Host<Message, State> {
  const api = acquireVsCodeApi();
  let state = { ...(api.getState() as Partial<State> | undefined) };
  return {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      const receive = ({ data }: MessageEvent) => {
        // Libraries send messages of their own to the window, and need not say what they are.
        if (typeof data?.type === 'string') listener(data);
      };
      window.addEventListener('message', receive);
      return () => window.removeEventListener('message', receive);
    },
    restore: () => state,
    remember(more) {
      state = { ...state, ...more };
      api.setState(state);
    },
  };
}
