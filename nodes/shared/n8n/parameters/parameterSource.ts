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
	get(name: string, fallback: unknown, options?: ReadingOptions): unknown;
	/** The error for input that cannot be sent. */
	invalid(message: string, advice: string): Error;
	/** Empty where it has none. */
	workflowName(): string;
	/** The data of the item; empty where there is none. */
	item(): Readonly<Record<string, unknown>>;
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
export function itemSource(context: ItemContext, itemIndex: number, constants: ConstantParameters): ParameterSource {
	return new ItemSource(context, itemIndex, constants);
}

type ItemContext = Pick<IExecuteFunctions, 'evaluateExpression' | 'getInputData' | 'getNodeParameter'> & Surroundings;

/** A class, since thousands of items have one each. */
class ItemSource implements ParameterSource {
	constructor(
		private readonly context: ItemContext,
		private readonly itemIndex: number,
		readonly constants: ConstantParameters,
	) {}

	get(name: string, fallback: unknown, { inlineExpressions = false }: ReadingOptions = {}): unknown {
		const { context, itemIndex } = this;
		if (inlineExpressions) {
			const raw: unknown = context.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
			if (isFixedText(raw)) return resolveInlineExpressions(raw, (expression) => context.evaluateExpression(expression, itemIndex));
		}
		return this.constants.get(name, () => context.getNodeParameter(name, itemIndex, fallback));
	}

	invalid(message: string, advice: string): Error {
		return inputError(this.context.getNode(), message, this.itemIndex, advice);
	}

	workflowName(): string {
		return this.context.getWorkflow().name ?? '';
	}

	item(): Readonly<Record<string, unknown>> {
		return this.context.getInputData()[this.itemIndex]?.json ?? {};
	}
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
export function fieldSource(fields: Readonly<Record<string, unknown>>, source: ParameterSource): ParameterSource {
	return { ...restOf(source), get: (name, fallback) => (Object.hasOwn(fields, name) ? fields[name] : fallback) };
}

/** Of a source the parameters named, and nothing that differs from item to item. @throws Error for any other */
export function constantSource(source: ParameterSource, names: readonly string[]): ParameterSource {
	const refuse = (what: string): never => {
		throw new Error(`${what} is not among ${names.join(', ')}, which are read for all items at once`);
	};
	return { ...restOf(source), get: (name, fallback) => (names.includes(name) ? source.get(name, fallback) : refuse(name)), item: () => refuse('the item') };
}

/** All but the parameters. */
function restOf(source: ParameterSource): Omit<ParameterSource, 'get' | 'constants'> {
	return { invalid: (message, advice) => source.invalid(message, advice), workflowName: () => source.workflowName(), item: () => source.item() };
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
