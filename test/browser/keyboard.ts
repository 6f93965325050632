import type { Locator, Page } from 'playwright-core';

/** More than any page has places that can be reached. */
const placesMax = 400;

/** Whether whoever looks can see where they are, as the styles say: of a choice, its label shows it. */
const showsFocus = `(() => {
  const at = document.activeElement;
  const seen = (style) =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const label = at.labels && at.labels[0];
  return seen(getComputedStyle(at)) || (label ? seen(getComputedStyle(label, '::before')) : false);
})()`;

/** Somebody at a keyboard: nothing is touched but keys, and where they are is seen at every stop. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Goes on with Tab until it is at the place. Throws where it never comes there, or is not seen there. */
  async to(place: Locator): Promise<void> {
    for (let pressed = 0; pressed < placesMax; pressed += 1) {
      await this.page.keyboard.press('Tab');
      if (await place.evaluate((element) => element === element.ownerDocument.activeElement)) {
        if (!(await this.page.evaluate<boolean>(showsFocus)))
          throw new Error(`nobody sees that the keyboard is at ${String(place)}`);
        return;
      }
    }
    throw new Error(`the keyboard never comes to ${String(place)}`);
  }

  async open(link: Locator): Promise<void> {
    await this.to(link);
    await this.#enter();
  }

  /** Presses a button, by the key that presses buttons alone. */
  async press(button: Locator): Promise<void> {
    await this.to(button);
    await this.#leaving('Space');
  }

  /** Writes into a field, over whatever stands in it. */
  async write(field: Locator, text: string): Promise<void> {
    await this.to(field);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Goes through choices with the arrow keys, from the first that Tab comes to. */
  async choose(first: Locator, wanted: Locator): Promise<void> {
    await this.to(first);
    await this.page.keyboard.press('Space');
    for (let pressed = 0; pressed < placesMax; pressed += 1) {
      if (await wanted.isChecked()) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`the arrow keys never come to ${String(wanted)}`);
  }

  /** Moves a slider by one key, so many times. */
  async slide(slider: Locator, key: string, times = 1): Promise<void> {
    await this.to(slider);
    for (let pressed = 0; pressed < times; pressed += 1) await this.page.keyboard.press(key);
  }

  async signIn(service: string, name: string): Promise<void> {
    await this.page.goto(`${service}/sign-in`);
    await this.choose(this.page.getByRole('radio').first(), this.page.getByLabel(name));
    await this.press(this.page.getByRole('button', { name: 'Sign in' }));
  }

  #enter(): Promise<void> {
    return this.#leaving('Enter');
  }

  async #leaving(key: string): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press(key)]);
  }
}
