import { overlay } from '../../../nodes/shared/n8n/network/contextOverlay';

/** As n8n builds its contexts: functions on a prototype, getters, and state that only they know of. */
class Base {
	protected readonly name = 'item 0';

	get inherited(): string {
		return `getter of ${this.name}`;
	}

	label(): string {
		return this.name;
	}
}

class Context extends Base {
	calls = 0;

	signal(): string {
		return 'own';
	}

	/** Asks itself, as n8n's request helper asks its context for the cancel signal. */
	described(): string {
		this.calls++;
		return `${this.label()} with the ${this.signal()} signal`;
	}
}

describe('overlay', () => {
	it('answers with the function that was laid over, also where the context asks itself', () => {
		const over = overlay(new Context(), { signal: () => 'other' });
		expect(over.signal()).toBe('other');
		expect(over.described()).toBe('item 0 with the other signal');
	});

	it('keeps what is on the prototypes, its getters, and what it is an instance of', () => {
		const over = overlay(new Context(), { signal: () => 'other' });
		expect([over.label(), over.inherited, over instanceof Context, 'described' in over]).toEqual(['item 0', 'getter of item 0', true, true]);
	});

	it('leaves the context as it was', () => {
		const context = new Context();
		overlay(context, { signal: () => 'other' }).described();
		expect([context.signal(), context.calls]).toEqual(['own', 0]);
	});

	it('sees what the context is given later', () => {
		const context = new Context();
		const over = overlay(context, { signal: () => 'other' });
		context.calls = 7;
		expect(over.calls).toBe(7);
	});

	it('can be laid over an overlay', () => {
		const twice = overlay(overlay(new Context(), { signal: () => 'first' }), { label: () => 'item 1' });
		expect(twice.described()).toBe('item 1 with the first signal');
	});
});
