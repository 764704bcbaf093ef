import { matchesPattern } from '../statement/namePattern';
import type { WatchEvent } from './watch';

/** Which of the observed changes are reported. Applied to events, never to what is remembered. */
export interface WatchFilter {
	/** Phases entered; empty means any. A deletion is no phase and passes. */
	readonly phases: readonly string[];
	/** Phases left, as last seen; empty means any, and a statement not seen before then passes too. */
	readonly fromPhases: readonly string[];
	/** Patterns with commas between them, in which `*` stands for any characters; empty means every name. */
	readonly nameMatches: string;
	readonly includeNew: boolean;
	readonly includeDeleted: boolean;
}

/**
 * The test that an event has to pass to be reported.
 *
 * @param remembersAll whether the events come from all that was ever seen. If not, a statement that seems new may
 * have been seen in a phase that is forgotten: it passes whatever `fromPhases` says, which does less harm.
 */
export function watchFilter(filter: WatchFilter, remembersAll: boolean): (event: WatchEvent) => boolean {
	const { phases, fromPhases, includeNew, includeDeleted } = filter;
	const matchesName = namePattern(filter.nameMatches);
	return ({ type, name, phase, previousPhase }) => {
		if ((type === 'created' && !includeNew) || (type === 'deleted' && !includeDeleted)) return false;
		const phaseIsWanted = type === 'deleted' || phases.length === 0 || phases.includes(phase);
		const originIsWanted = fromPhases.length === 0 || (previousPhase === null ? !remembersAll : fromPhases.includes(previousPhase));
		return phaseIsWanted && originIsWanted && matchesName(name);
	};
}

/** Whether a name matches one of the patterns, or there is none. */
export function namePattern(patterns: string): (name: string) => boolean {
	const matchers = patterns
		.split(',')
		.map((pattern) => pattern.trim())
		.filter((pattern) => pattern !== '')
		.map(matchesPattern);
	return (name) => matchers.length === 0 || matchers.some((matches) => matches(name));
}
