/** A text that names or describes no device; the message says why and what to write instead. */
export class DeviceError extends Error {}
