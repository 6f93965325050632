import type { Page } from 'playwright-core';

/** Signs somebody in with the local issuer, by the beginning of their name, as people do. */
export async function signIn(page: Page, service: string, name: string): Promise<void> {
  await page.goto(`${service}/sign-in`);
  await page.getByLabel(name).check();
  await page.getByRole('button', { name: 'Sign in' }).click();
}
