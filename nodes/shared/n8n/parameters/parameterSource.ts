import type { IExecuteFunctions, ILoadOptionsFunctions, INode, IPollFunctions, ITriggerFunctions } from 'n8n-workflow';
import { inputError } from '../errors/nodeError';
import type { ConstantParameters } from './constantParameters';
import { resolveInlineExpressions } from './inlineExpressions';

/** How a value is wanted. */
export interface ReadingOptions {
	/** With `{{ … }}` in a fixed text resolved, which n8n leaves as it is. */
	readonly inlineExpressions?: boolean;
}

/** Where `Parameters` come from. */
export interface ParameterSource {
	/**
	 * The value as it is stored, expressions evaluated. An expression that gives nothing comes as undefined or null;
	 * `fallback` comes only where there is no such parameter.
	 */
	readonly get: (name: string, fallback: unknown, options?: ReadingOptions) => unknown;
	/** The error for input that cannot be sent. */
	readonly invalid: (message: string, advice: string) => Error;
	/** Empty where it has none. */
	readonly workflowName: () => string;
	/** The data of the item; empty where there is none. */
	readonly item: () => Readonly<Record<string, unknown>>;
	/** Of a run over items: what knows which of its parameters are the same for all of them. */
	readonly constants?: ConstantParameters;
}

/** What is asked of any of n8n's contexts. */
interface Surroundings {
	getNode(): INode;
	getWorkflow(): { name?: string | undefined };
}

/** What is asked of the context of a poll. */
export type PollContext = Pick<IPollFunctions, 'getNodeParameter'> & Surroundings;

/**
 * The parameters as they are for one item of an execution.
 *
 * @param constants those of the run that are the same for every item
 */
export function itemSource(
	context: Pick<IExecuteFunctions, 'evaluateExpression' | 'getInputData' | 'getNodeParameter'> & Surroundings,
	itemIndex: number,
	constants: ConstantParameters,
): ParameterSource {
	return {
		...surroundings(context, itemIndex),
		constants,
		item: () => context.getInputData()[itemIndex]?.json ?? {},
		get: (name, fallback, { inlineExpressions = false } = {}) => {
			if (inlineExpressions) {
				const raw: unknown = context.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
				if (isFixedText(raw)) return resolveInlineExpressions(raw, (expression) => context.evaluateExpression(expression, itemIndex));
			}
			return constants.get(name, () => context.getNodeParameter(name, itemIndex, fallback));
		},
	};
}

/** The parameters of a trigger, which polls for no item. */
export function pollSource(context: PollContext): ParameterSource {
	return { ...surroundings(context, 0), get: (name, fallback) => context.getNodeParameter(name, fallback) };
}

/** What is asked of the context of a trigger. Its type keeps quiet about expressions, which n8n evaluates there too. */
export type TriggerContext = Pick<ITriggerFunctions, 'getNodeParameter'> & Surroundings & { readonly evaluateExpression?: (expression: string, itemIndex: number) => unknown };

/** The parameters of a trigger, which runs for no item. */
export function triggerSource(context: TriggerContext): ParameterSource {
	return {
		...surroundings(context, 0),
		get: (name, fallback, { inlineExpressions = false } = {}) => {
			if (inlineExpressions && context.evaluateExpression !== undefined) {
				const raw: unknown = context.getNodeParameter(name, fallback, { rawExpressions: true });
				if (isFixedText(raw)) return resolveInlineExpressions(raw, (expression) => context.evaluateExpression?.(expression, 0));
			}
			return context.getNodeParameter(name, fallback);
		},
	};
}

/** The parameters of the node that is open in the editor; what an expression gives there has been left out where it is nothing. */
export function editorSource(context: Pick<ILoadOptionsFunctions, 'getCurrentNodeParameter'> & Surroundings): ParameterSource {
	return {
		...surroundings(context, 0),
		get: (name, fallback) => {
			const value = context.getCurrentNodeParameter(name);
			return value === undefined ? fallback : value;
		},
	};
}

/** The fields of a collection, or of one entry of a fixed collection: n8n evaluates them with what they are in. */
export function fieldSource(fields: Readonly<Record<string, unknown>>, { invalid, workflowName, item }: ParameterSource): ParameterSource {
	return { get: (name, fallback) => (Object.hasOwn(fields, name) ? fields[name] : fallback), invalid, workflowName, item };
}

/** Of a source the parameters named, and nothing that differs from item to item. @throws Error for any other */
export function constantSource({ get, invalid, workflowName }: ParameterSource, names: readonly string[]): ParameterSource {
	const refuse = (what: string): never => {
		throw new Error(`${what} is not among ${names.join(', ')}, which are read for all items at once`);
	};
	return { get: (name, fallback) => (names.includes(name) ? get(name, fallback) : refuse(name)), invalid, workflowName, item: () => refuse('the item') };
}

function surroundings(context: Surroundings, itemIndex: number): Omit<ParameterSource, 'get'> {
	return {
		invalid: (message, advice) => inputError(context.getNode(), message, itemIndex, advice),
		workflowName: () => context.getWorkflow().name ?? '',
		item: () => ({}),
	};
}

function isFixedText(raw: unknown): raw is string {
	return typeof raw === 'string' && !raw.startsWith('=');
}
