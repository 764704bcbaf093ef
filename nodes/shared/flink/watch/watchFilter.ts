import type { WatchEvent } from './watch';

/** Which of the observed changes are told. Applied to events, never to what is remembered. */
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
 * The test that an event has to pass to be told.
 *
 * @param remembersAll whether the events come from all that was ever seen. If not, a statement that is new by
 * them may have been seen before, in a phase that is forgotten: it then passes whatever `fromPhases` says, because
 * a change told too often does less harm than one not told.
 */
export function watchFilter(filter: WatchFilter, remembersAll: boolean): (event: WatchEvent) => boolean {
	const matchesName = namePattern(filter.nameMatches);
	return (event) => typeIsWanted(event, filter) && phaseIsWanted(event, filter) && originIsWanted(event, filter, remembersAll) && matchesName(event.name);
}

/** Whether a whole name matches a pattern in which `*` stands for any characters, also none. */
export function namePattern(pattern: string): (name: string) => boolean {
	const trimmed = pattern.trim();
	if (trimmed === '') return () => true;
	const parts = trimmed.split(/\*+/);
	return (name) => matchesParts(name, parts);
}

function typeIsWanted({ type }: WatchEvent, { includeNew, includeDeleted }: WatchFilter): boolean {
	if (type === 'created') return includeNew;
	return type !== 'deleted' || includeDeleted;
}

function phaseIsWanted({ type, phase }: WatchEvent, { phases }: WatchFilter): boolean {
	return type === 'deleted' || phases.length === 0 || phases.includes(phase);
}

function originIsWanted({ previousPhase }: WatchEvent, { fromPhases }: WatchFilter, remembersAll: boolean): boolean {
	if (fromPhases.length === 0) return true;
	return previousPhase === null ? !remembersAll : fromPhases.includes(previousPhase);
}

/** Linear in the length of the name: a pattern of many `*` as a regular expression would not be. */
function matchesParts(name: string, parts: readonly string[]): boolean {
	const [first = '', ...rest] = parts;
	const last = rest.pop();
	if (last === undefined) return name === first;
	if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
	let position = first.length;
	const end = name.length - last.length;
	for (const part of rest) {
		const found = name.indexOf(part, position);
		if (found === -1 || found + part.length > end) return false;
		position = found + part.length;
	}
	return true;
}
