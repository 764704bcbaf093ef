/** How an answer of the emulator stands to Flink's. */
export type Agreement =
	| { readonly kind: 'agrees' }
	/** The emulator has no value, and says that this is a limit of its own. */
	| { readonly kind: 'refused'; readonly detail: string }
	| { readonly kind: 'differs'; readonly detail: string };

export const AGREES: Agreement = { kind: 'agrees' };

export const differs = (detail: string): Agreement => ({ kind: 'differs', detail });
