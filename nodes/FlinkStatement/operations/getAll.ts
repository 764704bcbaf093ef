import { phaseOf, type Statement } from '../../shared/confluent/statements/statement';
import { STATEMENT_PHASES } from '../../shared/flink/statement/phase';
import { collection, INCLUDE_HIDDEN, options, RETURN_ALL_AND_LIMIT, SIMPLIFY, TIMEOUT } from '../../shared/n8n/fields/fields';
import { PHASE_OPTIONS } from '../../shared/n8n/fields/phaseOptions';
import { defineOperation } from '../../shared/n8n/items/operation';
import { moreThanLimit } from '../../shared/n8n/output/limitHint';
import { statementOutput } from '../../shared/n8n/output/statementOutput';
import { checkedComputePoolId, checkedLabels, checkedNamePart } from '../../shared/n8n/parameters/identifiers';
import { COMPUTE_POOL } from '../../shared/n8n/submission/submissionFields';
import type { StatementSession } from '../../shared/n8n/submission/statementSession';
import { MORE_FIELDS_FIELD, readShape } from '../statementShape';

export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many statements',
	description: 'List the statements this key may see',
	properties: [
		...RETURN_ALL_AND_LIMIT,
		collection('Filters', 'filters', 'Add Filter', [
			{ ...COMPUTE_POOL, description: 'Return only statements on this compute pool' },
			INCLUDE_HIDDEN,
			{
				displayName: 'Labels',
				name: 'labels',
				type: 'string',
				default: '',
				placeholder: 'e.g. etl,nightly',
				description: 'Return only statements with all of these labels, separated by commas',
			},
			{
				displayName: 'Name Contains',
				name: 'nameContains',
				type: 'string',
				default: '',
				placeholder: 'e.g. etl',
				description: 'Return only statements whose name contains this text, in any case. Wildcards such as * do not work here.',
			},
			{
				displayName: 'Phases',
				name: 'phases',
				type: 'multiOptions',
				options: PHASE_OPTIONS,
				default: [],
				description: 'Return only statements in one of these phases',
			},
		]),
		SIMPLIFY,
		options(TIMEOUT, MORE_FIELDS_FIELD),
	],
	read: (parameters) => {
		const filters = parameters.within('filters', 'Filters');
		return {
			limit: parameters.limit(),
			shape: readShape(parameters),
			computePoolId: checkedComputePoolId(filters, filters.text('computePool', 'Compute Pool')),
			labels: checkedLabels(filters, 'labels', 'Labels'),
			nameContains: checkedNamePart(filters, 'nameContains', 'Name Contains'),
			includeHidden: filters.flag('includeHidden', 'Include Hidden', false),
			phases: filters.choices('phases', 'Phases', STATEMENT_PHASES),
		};
	},
	run: async ({ statements, hint }: StatementSession, { limit, shape, computePoolId, labels, includeHidden, nameContains, phases }) => {
		const wanted = new Set<string>(phases);
		const matches = (statement: Statement) => statement.name.includes(nameContains) && (wanted.size === 0 || wanted.has(phaseOf(statement)));
		const { items, truncated } = await statements.list({ computePoolId, labels, includeHidden, matches, limit });
		if (truncated) hint(moreThanLimit('statements', items.length));
		return items.map((statement) => statementOutput(statement, shape));
	},
});
