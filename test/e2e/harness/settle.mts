import type { Page } from 'playwright-core';

const LOOK_MS = 200;
/** Looks, one after another, that have to find nothing: a message may appear a moment after what it is about. */
const STILL_LOOKS = 5;
const TIMEOUT_MS = 15_000;

/**
 * Closes n8n's messages in the corner, and waits until nothing fades, slides or spins any more: so that a picture shows
 * neither. What does not come to rest is told, and left: it is no fault of what is tested.
 */
export async function settle(page: Page): Promise<void> {
	const deadline = Date.now() + TIMEOUT_MS;
	for (let still = 0; still < STILL_LOOKS; ) {
		const moving = await page.evaluate(movingParts);
		still = moving.length === 0 ? still + 1 : 0;
		if (Date.now() > deadline) {
			console.log(`After ${String(TIMEOUT_MS / 1000)} s this has not come to rest: ${moving.join(' ')}`);
			return;
		}
		await page.waitForTimeout(LOOK_MS);
	}
}

/** Runs in the page: its own scope is all it has. Animations without end, such as a cursor's, count where they spin. */
function movingParts(): string[] {
	document.querySelectorAll<HTMLElement>('.el-notification__closeBtn').forEach((button) => button.click());
	const messages = Array.from(document.querySelectorAll('.el-notification'));
	const animated = document
		.getAnimations()
		.filter(({ playState }) => playState === 'running')
		.filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity || (animation instanceof CSSAnimation && /spin|rotat|load/i.test(animation.animationName)))
		.map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target : null));
	return [...messages, ...animated].map((element) => element?.outerHTML.slice(0, 120) ?? 'something');
}
