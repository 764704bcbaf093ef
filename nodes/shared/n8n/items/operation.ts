import type { ReadTexts } from '../../flink/rows/rowTexts';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Subject } from '../errors/nodeError';
import type { Parameters } from '../parameters/parameters';

/** One entry of a node's Operation dropdown: its fields, how they are read, what it does. */
export interface Operation<Session> {
	/** The stored id, such as `getAll`. */
	readonly value: string;
	/** As in the dropdown, such as "Delete Statement": with the resource, since no selector shows it. */
	readonly name: string;
	/** As in the node panel and for agents, such as "Get many statements": without articles. */
	readonly action: string;
	readonly description: string;
	/** Without `displayOptions` for the operation: `operationProperties` adds it. */
	readonly properties: readonly INodeProperties[];
	/** Reads and checks the item's parameters; throws before anything is sent. */
	readonly prepare: (parameters: Parameters) => PreparedOperation<Session>;
}

/** The rest of an item's work, which begins once every item of the run has come this far without an error that ends it. */
export type Later = () => Promise<IDataObject[]>;

/** Rows that were read of a statement's results, and what is known of the texts in them. */
export interface ReadRows {
	readonly rows: IDataObject[];
	readonly texts: ReadTexts;
}

/** The rows that an item gives; `Later` where items are carried out together. */
export type ItemResult = IDataObject[] | ReadRows | Later;

/** One item's work, ready to be carried out. */
export interface PreparedOperation<Session> {
	/** What errors call it. */
	readonly subject: Subject;
	/** See `OperationParts`. */
	readonly isGathered: boolean;
	readonly run: (session: Session) => Promise<ItemResult>;
}

/** The parts of an operation; `Input` is the typed object that stands between n8n and the client. */
export interface OperationParts<Session, Input> extends Omit<Operation<Session>, 'prepare'> {
	readonly read: (parameters: Parameters) => Input;
	readonly subject?: (input: Input) => Subject;
	/**
	 * Whether items wait for what they share, rather than each for requests of its own. They begin however many wait then:
	 * what they share has to bound its requests.
	 */
	readonly isGathered?: boolean;
	readonly run: (session: Session, input: Input) => Promise<ItemResult>;
}

/** Ties the reading of parameters to the work that takes them, and hides their type from the runner. */
export function defineOperation<Session, Input>(parts: OperationParts<Session, Input>): Operation<Session> {
	const { read, subject, run, isGathered = false, ...description } = parts;
	return {
		...description,
		prepare: (parameters) => {
			const input = read(parameters);
			return { subject: subject?.(input), isGathered, run: async (session) => await run(session, input) };
		},
	};
}

/** The Operation dropdown and, below it, every operation's fields, shown for that operation only. */
export function operationProperties<Session>(
	resource: string,
	operations: ReadonlyArray<Operation<Session>>,
	defaultOperation: string,
): INodeProperties[] {
	const options = operations.map(
		({ name, value, action, description }): INodePropertyOptions => ({ name, value, action, description }),
	);
	const dropdown: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: defaultOperation,
	};
	return [dropdown, ...operations.flatMap((operation) => operation.properties.map((property) => shownFor(property, operation.value)))];
}

function shownFor(property: INodeProperties, operation: string): INodeProperties {
	const { displayOptions } = property;
	return { ...property, displayOptions: { ...displayOptions, show: { ...displayOptions?.show, operation: [operation] } } };
}
