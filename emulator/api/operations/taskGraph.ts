import type { Reply } from '../../http/reply';
import { tasksOf } from '../../statements/taskGraph';
import type { OperationContext } from '../context';
import { findStatement } from './findStatement';

/** `GET …/task-graph`, undocumented: JSON in a text, and an empty object while nothing runs. */
export function readTaskGraph(context: OperationContext): Reply {
	const tasks = tasksOf(findStatement(context)).map(({ id, name, operators, inputs }) => ({
		task_id: id,
		task_name: name,
		included_operators: operators.map((operator) => ({ operator_name: operator })),
		input_tasks: inputs.map((input) => ({ task_id: input })),
	}));
	return { status: 200, body: tasks.length === 0 ? {} : { Graph: JSON.stringify({ tasks }) } };
}
