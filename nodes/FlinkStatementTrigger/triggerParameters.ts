import { isComputePoolId } from '../shared/confluent/http/resourceId';
import type { WatchTarget } from '../shared/confluent/watch/watchedStatements';
import { STATEMENT_PHASES } from '../shared/flink/statement/phase';
import { validateExistingName } from '../shared/flink/statement/statementName';
import { namePattern, type WatchFilter } from '../shared/flink/watch/watchFilter';
import { MORE_FIELDS } from '../shared/n8n/output/moreFields';
import type { StatementShape } from '../shared/n8n/output/statementOutput';
import { checkedLabels, checkedNamePatterns, checkedStatementName } from '../shared/n8n/parameters/identifiers';
import { Parameters } from '../shared/n8n/parameters/parameters';
import { pollSource, type PollContext } from '../shared/n8n/parameters/parameterSource';

const TARGETS = ['environment', 'computePool', 'label', 'statements'] as const;

/** What a user has set, with its types checked; below this nothing knows n8n's parameters. */
export interface TriggerParameters extends StatementShape {
	readonly target: WatchTarget;
	readonly filter: WatchFilter;
	readonly includeExceptions: boolean;
}

/** @throws NodeOperationError that names the field and says what it should look like */
export function readTriggerParameters(context: PollContext): TriggerParameters {
	const parameters = new Parameters(pollSource(context));
	const options = parameters.options();
	const target = readTarget(parameters, options);
	return {
		target,
		filter: {
			phases: parameters.choices('phases', 'Trigger On', STATEMENT_PHASES),
			fromPhases: options.choices('fromPhases', 'From Phases', STATEMENT_PHASES),
			nameMatches: readNamePatterns(options, target),
			includeNew: options.flag('includeNew', 'Include New Statements', true),
			includeDeleted: options.flag('includeDeleted', 'Include Deletions', false),
		},
		includeExceptions: options.flag('includeExceptions', 'Include Exceptions', true),
		simplify: options.flag('simplify', 'Simplify', true),
		moreFields: options.choices('moreFields', 'More Fields', MORE_FIELDS),
	};
}

function readTarget(parameters: Parameters, options: Parameters): WatchTarget {
	const kind = parameters.choice('watch', 'Watch', TARGETS, 'environment');
	const hidden = options.flag('includeHidden', 'Include Hidden', false) ? ({ includeHidden: true } as const) : {};
	switch (kind) {
		case 'environment':
			return { kind, ...hidden };
		case 'computePool':
			return { kind, computePoolId: readComputePool(parameters), ...hidden };
		case 'label':
			return { kind: 'labels', labels: readLabels(parameters), ...hidden };
		case 'statements':
			return { kind, names: readStatementNames(parameters) };
	}
}

function readComputePool(parameters: Parameters): string {
	const id = parameters.text('computePool', 'Compute Pool');
	if (id === '') throw parameters.invalid("'Compute Pool' is empty", 'Choose the compute pool whose statements to watch.');
	// The service answers an unknown pool with an empty list: a mistyped one would be silent for ever.
	if (!isComputePoolId(id)) throw parameters.invalid(`'Compute Pool' is "${id}"`, 'It should be an ID such as lfcp-a1b2c3.');
	return id;
}

function readLabels(parameters: Parameters): string[] {
	const labels = checkedLabels(parameters, 'label', 'Label');
	if (labels.length === 0) throw parameters.invalid("'Label' is empty", 'Enter the label of the statements to watch, such as etl.');
	return labels;
}

function readStatementNames(parameters: Parameters): string[] {
	const names = parameters.list('statements', 'Statement Names');
	if (names.length === 0) throw parameters.invalid("'Statement Names' is empty", 'Enter the names of the statements to watch, separated by commas.');
	return names.map((name) => checkedStatementName(parameters, name, validateExistingName, "Correct it in 'Statement Names'."));
}

/** Where statements are watched by name, patterns that match none of the names would be silent for ever. */
function readNamePatterns(options: Parameters, target: WatchTarget): string {
	const patterns = checkedNamePatterns(options, 'nameMatches', 'Name Matches').join(', ');
	if (target.kind === 'statements' && !target.names.some(namePattern(patterns))) {
		throw options.invalid(`'Name Matches' is "${patterns}", which matches none of 'Statement Names'`, "Correct one of the two fields, or remove 'Name Matches': the statements are named already.");
	}
	return patterns;
}
