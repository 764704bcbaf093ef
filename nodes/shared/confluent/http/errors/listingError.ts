import { FactsError } from '../../../language/factsError';

/** Why a listing could not be read to its end. `what` is listed, such as `statements`. */
export type ListingFacts =
	| { readonly reason: 'listingTimedOut'; readonly what: string; readonly count: number }
	| { readonly reason: 'listingEndless'; readonly what: string; readonly pages: number }
	| { readonly reason: 'listingInCircle'; readonly what: string };

export class ListingError extends FactsError<ListingFacts> {}
