import type { WatchEvent } from './watch';

/** Which of the observed changes are reported. Applied to events, never to what is remembered. */
export interface WatchFilter {
	/** Phases entered; empty means any. A deletion is no phase and passes. */
	readonly phases: readonly string[];
	/** Phases left, as last seen; empty means any, and a statement not seen before then passes too. */
	readonly fromPhases: readonly string[];
	/** `*` stands for any characters; empty means every name. */
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

/** Whether a whole name matches a pattern in which `*` stands for any characters, also none. */
export function namePattern(pattern: string): (name: string) => boolean {
	const trimmed = pattern.trim();
	if (trimmed === '') return () => true;
	const parts = trimmed.split(/\*+/);
	return (name) => matchesParts(name, parts);
}

/** Linear in the length of the name: a pattern of many `*` as a regular expression would not be. */
function matchesParts(name: string, parts: readonly string[]): boolean {
	const [first = '', ...rest] = parts;
	const last = rest.pop();
	if (last === undefined) return name === first;
	if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
	const inner = name.slice(0, name.length - last.length);
	let position = first.length;
	return rest.every((part) => {
		const found = inner.indexOf(part, position);
		position = found + part.length;
		return found !== -1;
	});
}
