import type { INodeProperties } from 'n8n-workflow';
import { INCLUDE_HIDDEN, options, SIMPLIFY } from '../shared/n8n/fields/fields';
import { PHASE_OPTIONS } from '../shared/n8n/fields/phaseOptions';
import { computePoolLocator } from '../shared/n8n/fields/pickers';
import { MORE_FIELDS_OPTION } from '../shared/n8n/output/moreFields';

const WATCH: INodeProperties = {
	displayName: 'Watch',
	name: 'watch',
	type: 'options',
	noDataExpression: true,
	default: 'environment',
	required: true,
	description: 'Which statements to watch, among those this key may see',
	options: [
		{ name: 'All Statements of the Environment', value: 'environment', description: 'All in the region of the credential; one request per 100 statements' },
		{ name: 'Named Statements', value: 'statements', description: 'One request per name' },
		{ name: 'Statements of a Compute Pool', value: 'computePool' },
		{ name: 'Statements with a Label', value: 'label' },
	],
};

const COMPUTE_POOL: INodeProperties = {
	...computePoolLocator('searchComputePoolsOfCredential', 'The compute pool whose statements to watch'),
	required: true,
	displayOptions: { show: { watch: ['computePool'] } },
};

const LABEL: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. etl',
	description: 'The label of the statements to watch, as the console shows it. Separate several with commas; a statement must have all of them.',
	displayOptions: { show: { watch: ['label'] } },
};

const STATEMENTS: INodeProperties = {
	displayName: 'Statement Names',
	name: 'statements',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. etl-orders, etl-customers',
	description: 'The names of the statements to watch, separated by commas. They need not exist yet.',
	displayOptions: { show: { watch: ['statements'] } },
};

const PHASES: INodeProperties = {
	displayName: 'Trigger On',
	name: 'phases',
	type: 'multiOptions',
	default: [],
	options: PHASE_OPTIONS,
	hint: 'Leave empty for any change of phase',
};

const FROM_PHASES: INodeProperties = {
	displayName: 'From Phases',
	name: 'fromPhases',
	type: 'multiOptions',
	default: [],
	options: PHASE_OPTIONS,
	description: 'Only if the last poll saw the statement in one of these phases. Leave empty unless you need this.',
};

const NAME_MATCHES: INodeProperties = {
	displayName: 'Name Matches',
	name: 'nameMatches',
	type: 'string',
	default: '',
	placeholder: 'e.g. etl-*, ml-*',
	description: 'Only statements whose name matches. A * stands for any characters. Separate several patterns with commas; one must match.',
};

const INCLUDE_NEW: INodeProperties = {
	displayName: 'Include New Statements',
	name: 'includeNew',
	type: 'boolean',
	default: true,
	description: 'Whether a new statement, first seen after activation, counts as a change',
};

const INCLUDE_DELETED: INodeProperties = {
	displayName: 'Include Deletions',
	name: 'includeDeleted',
	type: 'boolean',
	default: false,
	description: 'Whether the deletion of a watched statement counts as a change, whatever Trigger On says',
};

const INCLUDE_EXCEPTIONS: INodeProperties = {
	displayName: 'Include Exceptions',
	name: 'includeExceptions',
	type: 'boolean',
	default: true,
	description: 'Whether to add the newest exceptions to failed statements, with one request each',
};

/** Simplify is on where it was not added. */
const MORE_FIELDS: INodeProperties = { ...MORE_FIELDS_OPTION, displayOptions: { show: { simplify: [{ _cnd: { not: false } }] } } };

/** The trigger's parameters; n8n puts Poll Times before them. */
export const TRIGGER_PROPERTIES: INodeProperties[] = [
	WATCH,
	COMPUTE_POOL,
	LABEL,
	STATEMENTS,
	PHASES,
	options(FROM_PHASES, INCLUDE_DELETED, INCLUDE_EXCEPTIONS, { ...INCLUDE_HIDDEN, description: `${INCLUDE_HIDDEN.description}. Named statements are always watched.` }, INCLUDE_NEW, MORE_FIELDS, NAME_MATCHES, SIMPLIFY),
];
