const SQL_BLOCK = /^```sql\n([\s\S]*?)\n```$/gm;

/**
 * The SQL that an example's note says to run before its first run: it makes the tables that the example writes to.
 *
 * @param {Pick<import('./n8nClient.mjs').Workflow, 'nodes'>} workflow
 * @returns {string[]}
 */
export function tableStatements({ nodes }) {
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	return notes.flatMap(({ parameters }) => [...String(parameters['content']).matchAll(SQL_BLOCK)].map(([, sql = '']) => sql));
}
