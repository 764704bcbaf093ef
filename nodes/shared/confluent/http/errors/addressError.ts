import { FactsError } from '../../../language/factsError';

/** What cannot become a part of a URL, and so cannot be asked for. */
export type AddressFacts =
	/** As one segment of a path. */
	| { readonly reason: 'notInPath'; readonly text: string }
	/** As the value of a parameter of the query. */
	| { readonly reason: 'notInQuery'; readonly parameter: string; readonly text: string };

/** A request was not sent: no URL can say what it asks for, or the URL would name something else. */
export class AddressError extends FactsError<AddressFacts> {}
