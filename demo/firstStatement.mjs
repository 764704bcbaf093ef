import { itemsOf, runExample } from './runExample.mjs';

/** Nodes of the first example through which its one statement goes, in order. */
const STEPS = ['Submit Statement', 'Wait Until It Runs', 'Read It Back', 'Stop It', 'Delete It'];
const EXPECTED_PHASES = [/^(PENDING|RUNNING)$/, /^RUNNING$/, /^RUNNING$/, /^STOPPED$/, /^deleted$/];

/** @param {Record<string, unknown>} json */
const phaseOf = (json) => (json['deleted'] === true ? 'deleted' : String(json['phase']));

/**
 * Runs the first example and reports what became of its statement, node by node.
 *
 * @param {import('./checks/run.mjs').DemoContext} context
 */
export async function runFirstStatement(context) {
	const execution = await runExample(context, 'first-statement');
	const { runData } = execution.data.resultData;
	const lifecycle = STEPS.map((step) => {
		const [item] = itemsOf(execution, step);
		if (item === undefined) throw new Error(`The node "${step}" gave no item.`);
		return { node: step, statement: item.json['name'], phase: phaseOf(item.json), 'took (ms)': runData[step]?.at(-1)?.executionTime };
	});
	return {
		executionId: execution.id,
		lifecycle,
		pools: itemsOf(execution, 'List Compute Pools').map(({ json: { id, displayName, phase, cloud, region, maxCfu } }) => ({ id, displayName, phase, cloud, region, maxCfu })),
		regions: itemsOf(execution, 'List Regions').map(({ json: { id, display_name, http_endpoint } }) => ({ id, display_name, http_endpoint })),
	};
}

/** @type {import('./checks/run.mjs').Check} */
export const firstStatementCheck = {
	title: 'the first example submits a statement, waits, reads it back, stops it, deletes it, and lists pools and regions',
	run: async (context) => {
		const { lifecycle, pools, regions } = await runFirstStatement(context);
		const names = new Set(lifecycle.map(({ statement }) => statement));
		if (names.size !== 1) throw new Error(`The nodes speak of ${names.size} statements: ${[...names].join(', ')}`);
		const phases = lifecycle.map(({ phase }) => phase);
		const odd = EXPECTED_PHASES.findIndex((expected, index) => !expected.test(phases[index] ?? ''));
		if (odd !== -1) throw new Error(`"${STEPS[odd]}" left the statement ${phases[odd]}; all of them: ${phases.join(', ')}`);
		if (pools.length === 0 || regions.length === 0) throw new Error(`${pools.length} compute pools and ${regions.length} regions were listed`);
		return `${phases.join(' → ')}; ${pools.length} compute pools, ${regions.length} regions`;
	},
};
