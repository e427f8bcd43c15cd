/** Compiled kernels, bundled as bytes (`.scripts/kernels.mjs`). */
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
