import type { Page } from "playwright-core";
import { linkMailedTo } from "../../browser/mailbox";

/** Signs in as a person does: asks for a link, opens the mail, presses the button. The address has to be of somebody here. */
export async function signInByMail(page: Page, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.waitForURL("**/sign-in/sent");
  await page.goto(await linkMailedTo(origin, email, "/sign-in/confirm"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(overview|portal)$/);
}
