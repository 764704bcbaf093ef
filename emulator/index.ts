/** All that others may use of the emulator; a process of its own is started with `main.ts`. */
export { startEmulator, type Emulator } from './server/emulator';
export { createDuckDbEngine } from './sql/duckdbEngine';
export { DEMO_POOL_ID, type EmulatorOptions, type RecordedExchange } from './state/options';

// What `emulator.control` takes and tells.
export type { AppendedRows, JournalView, Seed, SettingsChange } from './control/control';
export type { SeedStatement } from './control/seedStatement';
export type { StatementBehaviour, Step } from './statements/behaviours';
export type { Fault, FaultRule } from './traffic/faults';
export type { JournalEntry } from './traffic/journal';
export type { Transition } from './cloud/history';
export type { Change, WireColumn } from './sql/engine';

// What clients are measured by without a server.
export { seededRandom } from './language/random';
export { REGIONS } from './state/regionCatalog';
export { RateLimits } from './traffic/rateLimits';
