/** An n8n context in which some functions are others. The rest is the context's own, also what it keeps to itself. */
export function overlay<Context extends object>(context: Context, functions: Partial<Context>): Context {
	return Object.create(context, Object.getOwnPropertyDescriptors(functions)) as Context;
}
