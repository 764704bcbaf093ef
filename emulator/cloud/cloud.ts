import type { Agenda } from '../language/agenda';
import type { EmulatorClock } from '../language/clock';
import type { CloudState } from '../state/cloudState';
import type { Settings } from '../state/options';
import type { Behaviours } from '../statements/behaviours';
import type { Jobs } from './jobs';
import type { Lifecycle } from './lifecycle';
import type { Progress } from './progress';

/** The running cloud: what is in it, and what makes it move. */
export interface Cloud {
	readonly settings: Settings;
	readonly clock: EmulatorClock;
	readonly state: CloudState;
	readonly agenda: Agenda;
	readonly progress: Progress;
	readonly jobs: Jobs;
	readonly lifecycle: Lifecycle;
	readonly behaviours: Behaviours;
}
