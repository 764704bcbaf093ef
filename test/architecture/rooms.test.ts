import { between, circles, importGraph, type ImportGraph } from './importGraph';

const nodes = importGraph(['nodes', 'credentials']);

/** The room of a file: its folder below `nodes/shared`; else the node's own, with its operations. */
function roomOf(file: string): string {
	const [, room] = /^nodes\/shared\/(.+)\/[^/]+$/.exec(file) ?? [];
	return room ?? file.split('/').slice(0, file.startsWith('nodes/') ? 2 : 1).join('/');
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
	expect([...rooms.keys()]).toEqual(expect.arrayContaining(['language', 'flink/rows', 'confluent/http', 'confluent/http/errors', 'n8n/items', 'credentials', 'nodes/FlinkStatement']));
	expect(circles(rooms)).toEqual([]);
});
