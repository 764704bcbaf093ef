import { between, circles, importGraph, type ImportGraph } from './importGraph';

const nodes = importGraph(['nodes', 'credentials']);

/** The room of a file: its folder below `nodes/shared`, of which the folders inside count as part; else the node's own. */
function roomOf(file: string): string {
	const [, layer = '', room] = /^nodes\/shared\/([^/]+)\/(?:([^/]+)\/)?/.exec(file) ?? [];
	if (layer === '') return file.split('/').slice(0, file.startsWith('nodes/') ? 2 : 1).join('/');
	return layer === 'language' || layer === 'n8n' || room === undefined ? layer : `${layer}/${room}`;
}

describe('the graph of imports', () => {
	const graph: ImportGraph = new Map([
		['a', ['b']],
		['b', ['c', 'd']],
		['c', ['a']],
		['d', ['e']],
		['e', []],
		['f', ['f']],
	]);

	it('finds every circle, also of one', () => {
		expect(circles(graph)).toEqual([['a', 'b', 'c'], ['f']]);
	});

	it('is seen between folders', () => {
		expect([...between(graph, (file) => (file < 'd' ? 'left' : 'right'))]).toEqual([['left', ['right']], ['right', []]]);
	});

	it('counts imports of types', () => {
		expect(nodes.get('nodes/shared/flink/watch/watchFilter.ts')).toContain('nodes/shared/flink/watch/watch.ts');
	});
});

it('no file of the package reaches itself', () => {
	expect(nodes.size).toBeGreaterThan(100);
	expect(circles(nodes)).toEqual([]);
});

it('no room of the package reaches itself', () => {
	const rooms = between(nodes, roomOf);
	expect([...rooms.keys()]).toEqual(expect.arrayContaining(['language', 'flink/rows', 'confluent/http', 'n8n', 'credentials', 'nodes/FlinkStatement']));
	expect(circles(rooms)).toEqual([]);
});
