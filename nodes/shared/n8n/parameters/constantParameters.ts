import { isRecord } from '../../language/guards';

/**
 * The parameters of one run that are the same for every item, since there is no expression in them. n8n works each out
 * anew whenever it is asked, which is most of the work of a run over thousands of items.
 */
export class ConstantParameters {
	private readonly known = new Map<string, unknown>();

	/** @param stored the node's parameters as they are stored */
	constructor(private readonly stored: Readonly<Record<string, unknown>>) {}

	/** @param read asks n8n; called once for a parameter without expressions */
	get(name: string, read: () => unknown): unknown {
		if (this.known.has(name)) return this.known.get(name);
		const value = read();
		const stored = this.stored[name];
		if (stored !== undefined && !hasExpression(stored)) this.known.set(name, value);
		return value;
	}
}

function hasExpression(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (Array.isArray(stored)) return stored.some(hasExpression);
	return isRecord(stored) && Object.values(stored).some(hasExpression);
}
