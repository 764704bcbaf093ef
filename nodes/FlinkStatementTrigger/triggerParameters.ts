import type { IPollFunctions } from 'n8n-workflow';
import type { WatchTarget } from '../shared/confluent/watch/watchedStatements';
import { STATEMENT_PHASES } from '../shared/flink/statement/phase';
import { validateExistingName } from '../shared/flink/statement/statementName';
import type { WatchFilter } from '../shared/flink/watch/watchFilter';
import { isComputePoolId } from '../shared/confluent/http/resourceId';
import { isRecord } from '../shared/language/guards';
import { AdvisedError } from '../shared/n8n/errors/advisedError';
import { nameWords } from '../shared/n8n/errors/nameWords';

/** What a user has set, with its types checked; below this nothing knows n8n's parameters. */
export interface TriggerParameters {
	readonly target: WatchTarget;
	readonly filter: WatchFilter;
	readonly includeExceptions: boolean;
	readonly simplify: boolean;
}

/** @throws AdvisedError that names the field and says what it should look like */
export function readTriggerParameters(context: Pick<IPollFunctions, 'getNodeParameter'>): TriggerParameters {
	const options = optionsReader(context.getNodeParameter('options', {}));
	return {
		target: readTarget(context),
		filter: {
			phases: phases(context.getNodeParameter('phases', []), 'Trigger On'),
			fromPhases: phases(options.value('fromPhases', []), 'From Phases'),
			nameMatches: options.text('nameMatches', 'Name Matches'),
			includeNew: options.flag('includeNew', 'Include New Statements', true),
			includeDeleted: options.flag('includeDeleted', 'Include Deletions', false),
		},
		includeExceptions: options.flag('includeExceptions', 'Include Exceptions', true),
		simplify: options.flag('simplify', 'Simplify', true),
	};
}

function readTarget(context: Pick<IPollFunctions, 'getNodeParameter'>): WatchTarget {
	const kind = context.getNodeParameter('watch', 'environment');
	switch (kind) {
		case 'environment':
			return { kind };
		case 'computePool':
			return { kind, computePoolId: computePool(context.getNodeParameter('computePool', '', { extractValue: true })) };
		case 'label':
			return { kind: 'labels', labels: list(context.getNodeParameter('label', ''), 'Label', 'Fill in the label of the statements to watch, such as etl.') };
		case 'statements':
			return { kind, names: statementNames(context.getNodeParameter('statements', '')) };
		default:
			throw new AdvisedError(`Watch is ${JSON.stringify(kind)}`, 'It should be one of: environment, computePool, label, statements.');
	}
}

function computePool(value: unknown): string {
	const id = typeof value === 'string' ? value.trim() : '';
	if (id === '') throw new AdvisedError('Compute Pool is empty', 'Choose the compute pool whose statements are to be watched.');
	// The service answers an unknown pool with an empty list: a mistyped one would be silent for ever.
	if (!isComputePoolId(id)) throw new AdvisedError(`Compute Pool is "${id}"`, 'It should be an ID such as lfcp-a1b2c3.');
	return id;
}

function statementNames(value: unknown): string[] {
	const names = list(value, 'Statement Names', 'Fill in the names of the statements to watch, separated by commas.');
	for (const name of names) {
		const flaw = validateExistingName(name);
		if (flaw === undefined) continue;
		const { message, nextStep } = nameWords(flaw, 'Correct it in the field "Statement Names".');
		throw new AdvisedError(message, nextStep);
	}
	return names;
}

/** The entries of a comma-separated text, each once. */
function list(value: unknown, label: string, advice: string): string[] {
	const entries = String(value ?? '').split(',').map((entry) => entry.trim());
	const present = [...new Set(entries.filter((entry) => entry !== ''))];
	if (present.length === 0) throw new AdvisedError(`${label} is empty`, advice);
	return present;
}

/**
 * The choices of a multi-select, or an expression's text with commas between them. Anything else is refused: read
 * as no choice, it would mean every phase.
 */
function phases(value: unknown, label: string): string[] {
	const chosen: unknown[] = typeof value === 'string' ? value.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '') : asList(value, label);
	return chosen.map((phase) => {
		const known = STATEMENT_PHASES.find((each) => each === phase);
		if (known === undefined) throw new AdvisedError(`${label} contains ${JSON.stringify(phase)}`, `It may contain: ${STATEMENT_PHASES.join(', ')}.`);
		return known;
	});
}

function asList(value: unknown, label: string): unknown[] {
	if (Array.isArray(value)) return value;
	throw new AdvisedError(`${label} is ${JSON.stringify(value)}`, `It should be a list of phases, or text with commas between them: ${STATEMENT_PHASES.join(', ')}.`);
}

function optionsReader(options: unknown) {
	const values = isRecord(options) ? options : {};
	return {
		value: (name: string, fallback: unknown) => (name in values ? values[name] : fallback),
		text: (name: string, label: string) => {
			const value = name in values ? values[name] : '';
			if (typeof value === 'string') return value.trim();
			throw new AdvisedError(`${label} is ${JSON.stringify(value)}`, 'It should be text.');
		},
		flag: (name: string, label: string, fallback: boolean) => {
			const value = values[name] ?? fallback;
			if (typeof value === 'boolean') return value;
			throw new AdvisedError(`${label} is ${JSON.stringify(value)}`, 'It should be true or false.');
		},
	};
}
