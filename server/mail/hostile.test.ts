import { expect, it } from "vitest";
import { TEMPLATE_NAMES, templateOf } from "@/emails/catalog";
import { newId } from "@/server/platform/ids";
import { secretsFrom } from "@/server/platform/secrets";
import { compose } from "./compose";

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>\r\nBcc: all@brand.test`;
const secrets = secretsFrom(Buffer.alloc(32, 7), "op_a_key_that_only_tests_know");

/** The same data with hostile text at the end of every text that is no address of a page. */
function spoiled(value: unknown): unknown {
  if (typeof value === "string") return /^https?:/.test(value) ? value : `${value}${HOSTILE}`;
  if (Array.isArray(value)) return value.map(spoiled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoiled(one)]));
}

it.each(TEMPLATE_NAMES)(
  "%s shows what strangers wrote as text, and nothing of it becomes markup or a header",
  async (template) => {
    const sealed = secrets.encrypt(JSON.stringify(spoiled(templateOf(template).sample)));
    const mail = {
      brandId: newId(),
      id: newId(),
      template,
      recipient: "mara@example.com",
      brandName: `Acme${HOSTILE}`,
      sealed,
      logo: { id: newId(), width: 320, height: 80 },
    };
    const { html, subject, from } = await compose(mail, {
      secrets,
      appUrl: "https://op.test",
      from: "op@op.test",
    });
    expect(html).not.toMatch(/<script|<img src=x/i);
    expect(html).toContain("&lt;script&gt;");
    expect(`${subject}${from.name}`).not.toMatch(/[\r\n]/);
  },
);
