import type { INodeProperties } from 'n8n-workflow';
import { MORE_FIELDS, MORE_FIELDS_OPTION } from '../shared/n8n/output/moreFields';
import type { StatementShape } from '../shared/n8n/output/statementOutput';
import type { Parameters } from '../shared/n8n/parameters/parameters';

/** For the options of operations that return a statement. */
export const MORE_FIELDS_FIELD: INodeProperties = { ...MORE_FIELDS_OPTION, displayOptions: { show: { '/simplify': [true] } } };

/** Reads Simplify and More Fields. */
export function readShape(parameters: Parameters): StatementShape {
	return {
		simplify: parameters.flag('simplify', 'Simplify', true),
		moreFields: parameters.options().choices('moreFields', 'More Fields', MORE_FIELDS),
	};
}
