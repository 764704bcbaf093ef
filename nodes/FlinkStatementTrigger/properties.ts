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
	options: [
		{ name: 'All Statements of the Environment', value: 'environment', description: 'In the region of the credential; one request for every 100 statements' },
		{ name: 'Named Statements', value: 'statements', description: 'One request for each name' },
		{ name: 'Statements of a Compute Pool', value: 'computePool' },
		{ name: 'Statements with a Label', value: 'label' },
	],
};

const COMPUTE_POOL: INodeProperties = {
	...computePoolLocator('searchComputePoolsOfCredential', 'The compute pool whose statements are watched'),
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
	description: 'The label of the statements to watch, as the console shows it. Of several, separated by commas, a statement has to carry all.',
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
	hint: 'Empty: any change of phase',
};

const FROM_PHASES: INodeProperties = {
	displayName: 'From Phases',
	name: 'fromPhases',
	type: 'multiOptions',
	default: [],
	options: PHASE_OPTIONS,
	description: 'Only changes out of these phases, as the last poll saw them. A new statement comes out of none and is left out, except at the first poll after a restart of n8n, which cannot tell new ones from known ones. Leave empty where several n8n processes poll in turn (multi-main).',
};

const NAME_MATCHES: INodeProperties = {
	displayName: 'Name Matches',
	name: 'nameMatches',
	type: 'string',
	default: '',
	placeholder: 'e.g. etl-*, ml-*',
	description: 'Only statements with such a name. A * stands for any characters; of several patterns, separated by commas, one has to match.',
};

const INCLUDE_NEW: INodeProperties = {
	displayName: 'Include New Statements',
	name: 'includeNew',
	type: 'boolean',
	default: true,
	description: 'Whether a statement first seen after activation counts as a change',
};

const INCLUDE_DELETED: INodeProperties = {
	displayName: 'Include Deletions',
	name: 'includeDeleted',
	type: 'boolean',
	default: false,
	description: 'Whether a watched statement that is gone counts as a change, whatever phases are chosen above',
};

const INCLUDE_EXCEPTIONS: INodeProperties = {
	displayName: 'Include Exceptions',
	name: 'includeExceptions',
	type: 'boolean',
	default: true,
	description: 'Whether to add the newest exceptions to statements that fail, with one request each',
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
	options(FROM_PHASES, INCLUDE_DELETED, INCLUDE_EXCEPTIONS, { ...INCLUDE_HIDDEN, description: `${INCLUDE_HIDDEN.description}. Named statements are watched in any case.` }, INCLUDE_NEW, MORE_FIELDS, NAME_MATCHES, SIMPLIFY),
];
