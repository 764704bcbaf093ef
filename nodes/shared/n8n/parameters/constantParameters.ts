import { isRecord } from '../../language/guards';

/**
 * The parameters of one run that are the same for every item, since there is no expression in them. n8n works each out
 * anew whenever it is asked, which is most of the work of a run over thousands of items.
 */
export class ConstantParameters {
	private readonly known = new Map<string, unknown>();
	private readonly constant = new Map<string, boolean>();

	/** @param stored the node's parameters as they are stored */
	constructor(private readonly stored: Readonly<Record<string, unknown>>) {}

	/** @param read asks n8n; called once for a parameter without expressions */
	get(name: string, read: () => unknown): unknown {
		if (this.known.has(name)) return this.known.get(name);
		const value = read();
		if (this.stored[name] !== undefined && this.isConstant(name)) this.known.set(name, value);
		return value;
	}

	/** Whether there is no expression in a parameter, or no such parameter. */
	isConstant(name: string): boolean {
		const known = this.constant.get(name);
		if (known !== undefined) return known;
		const isConstant = !hasExpression(this.stored[name]);
		this.constant.set(name, isConstant);
		return isConstant;
	}
}

function hasExpression(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (Array.isArray(stored)) return stored.some(hasExpression);
	return isRecord(stored) && Object.values(stored).some(hasExpression);
}
