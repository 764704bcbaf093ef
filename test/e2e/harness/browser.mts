import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { ownerOf } from '../../../demo/owner.mjs';
import { HOMES } from '../../../demo/paths.mjs';
import type { RealN8n } from './realN8n.mjs';
import { settle } from './settle.mjs';

/** Without these Chromium looks up hosts of its own at every start, and refuses to run as root. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const PATHS = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine, or undefined where there is none. */
export function chromiumPath(): string | undefined {
	return PATHS.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** For tests that need the browser: where there is none they are skipped, and say why. */
export const WITH_BROWSER = { skip: chromiumPath() === undefined ? 'there is no Chromium here; set CHROMIUM_PATH' : false };

/** Milliseconds for whatever the editor is waited for; a machine that is busy with other work may need more. */
const TIMEOUT_MS = Number(process.env['BROWSER_TIMEOUT_MS'] ?? 20_000);

/** Where pictures for the docs go, if this run is to make some. */
const PICTURES = process.env['SCREENSHOT_DIR'];

interface Clip {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** n8n's editor in a browser, as its owner sees it. */
export class Editor {
	constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens the editor and signs in. */
	static async open(n8n: RealN8n): Promise<Editor> {
		const executablePath = chromiumPath();
		if (executablePath === undefined) throw new Error('There is no Chromium here; set CHROMIUM_PATH.');
		const { email, password } = ownerOf(n8n.home);
		const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		page.setDefaultTimeout(TIMEOUT_MS);
		await page.goto(`${n8n.url}/signin`);
		await page.fill('input[name="emailOrLdapLoginId"], input[name="email"]', email);
		await page.fill('input[name="password"]', password);
		await page.click('[data-test-id="form-submit-button"]');
		await page.waitForURL(/workflow|home/);
		return new Editor(browser, page, n8n.url);
	}

	/** An element by n8n's own test id. */
	id(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`).locator('visible=true');
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.id('canvas-add-button').or(this.id('node-creator-plus-button')).first().waitFor();
	}

	/** The names that the node panel shows for what a user types. */
	async searchNodes(text: string): Promise<string[]> {
		if ((await this.id('node-creator-search-bar').count()) === 0) await this.id('node-creator-plus-button').first().click();
		await this.id('node-creator-search-bar').fill(text);
		await this.page.getByTestId('node-creator-item-name').or(this.id('node-creator-item-name')).first().waitFor();
		await this.page.waitForTimeout(500);
		return (await this.id('node-creator-item-name').allInnerTexts()).map((name) => name.trim());
	}

	async goTo(path: string): Promise<void> {
		await this.page.goto(`${this.url}${path}`);
	}

	/** Opens a node of the workflow on the canvas. */
	async openNode(name: string): Promise<void> {
		// A note may have the node's name in its text.
		await this.page.locator('.vue-flow__node').filter({ hasText: name, hasNot: this.page.locator('[data-test-id="sticky"]') }).first().dblclick();
		await this.id('node-execute-button').first().waitFor();
	}

	/** Drops a field of the input on a parameter, which then is an expression. */
	async map(field: string, parameter: string): Promise<void> {
		const mapped = this.id(`parameter-input-${parameter}`).first().getByText(`$json.${field}`).first();
		// On a busy machine the editor may miss the drop: it has not drawn where it is yet.
		for (let tries = 1; tries < 4; tries++) {
			await this.drop(field, parameter);
			if (await mapped.waitFor({ timeout: 5_000 }).then(() => true, () => false)) return;
		}
		await mapped.waitFor();
	}

	private async drop(field: string, parameter: string): Promise<void> {
		const source = this.id('ndv-input-panel').locator('[data-target="mappable"]').filter({ hasText: new RegExp(`^\\s*${field}\\s*$`) }).first();
		const target = this.id(`parameter-input-${parameter}`).first();
		await target.scrollIntoViewIfNeeded();
		const [from, to] = [await source.boundingBox(), await target.boundingBox()];
		if (from === null || to === null) throw new Error(`"${field}" cannot be dropped on "${parameter}"`);
		await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
		await this.page.mouse.down();
		// The editor begins to drag once the pointer has moved a little.
		await this.page.mouse.move(from.x + from.width, from.y, { steps: 3 });
		await this.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
		await this.page.waitForTimeout(300);
		await this.page.mouse.up();
	}

	/** Publishes the workflow on the canvas: with the button above it, and that of the dialog which it opens. */
	async publish(): Promise<void> {
		const opener = this.id('workflow-open-publish-modal-button');
		const confirmation = this.id('workflow-publish-button');
		await opener.click();
		await confirmation.click();
		await confirmation.waitFor({ state: 'hidden' });
		await opener.filter({ hasText: 'Published' }).waitFor();
	}

	/** Closes messages and waits until all is at rest; before a list is opened, since closing a message closes the list. */
	async settle(): Promise<void> {
		await settle(this.page);
	}

	/**
	 * The page at rest, or a part of it (pixels): `<name>.png` beside n8n's user folders. Below SCREENSHOT_DIR, which
	 * pictures of the docs are for, it is `<name>.png` and, as a reader with a dark screen sees it, `<name>-dark.png`.
	 */
	async screenshot(name: string, clip?: Clip): Promise<void> {
		await this.settle();
		await this.capture(name, clip);
		if (PICTURES === undefined) return;
		await this.page.emulateMedia({ colorScheme: 'dark' });
		await this.settle();
		await this.capture(`${name}-dark`, clip);
		await this.page.emulateMedia({ colorScheme: 'light' });
		await this.settle();
	}

	/** Runs a part of a test; where it fails, what the user sees then is kept, messages included. */
	async during(name: string, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			await this.capture(`failed-${name}`);
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private async capture(name: string, clip?: Clip): Promise<void> {
		const folder = PICTURES ?? join(HOMES, 'screenshots');
		mkdirSync(folder, { recursive: true });
		await this.page.screenshot({ path: join(folder, `${name}.png`), ...(clip === undefined ? {} : { clip }) });
	}
}
