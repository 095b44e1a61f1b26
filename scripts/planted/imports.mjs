const importing = (...modules) => modules.map((name) => `import "${name}";\n`).join("");

/** Imports that break one rule each. `breaks` names the rule; a file without it only serves the others. */
const each = [
  { file: "app/planted-folder.ts", text: importing("@/server/misc/planted"), breaks: "known-folders" },
  { file: "server/misc/planted.ts", text: "export {};\n" },
  { file: "server/fraud/rules.ts", text: importing("./planted-way"), breaks: "rules-are-pure" },
  { file: "server/fraud/planted-way.ts", text: importing("./store") },
  { file: "server/fraud/store.ts", text: "export {};\n" },
  { file: "server/network/rules.ts", text: importing("node:fs"), breaks: "rules-use-no-node" },
  { file: "server/jobs/planted-store.ts", text: importing("../fraud/store"), breaks: "stores-are-private" },
  {
    file: "app/planted-store.ts",
    text: importing("@/server/fraud/store"),
    breaks: "stores-are-private-to-the-server",
  },
  { file: "server/billing/planted-stripe.ts", text: importing("stripe"), breaks: "one-door-to-stripe" },
  { file: "server/billing/planted-mail.ts", text: importing("nodemailer"), breaks: "one-door-to-mail" },
  { file: "server/billing/planted-sql.ts", text: importing("postgres"), breaks: "one-door-to-the-database" },
  { file: "server/billing/planted-next.ts", text: importing("next/server"), breaks: "next-stays-outside" },
  { file: "app/planted-table.ts", text: importing("@/db/schema/tenant/brand"), breaks: "pages-call-verbs" },
  {
    file: "server/http/planted-page.ts",
    text: importing("@/app/planted-table"),
    breaks: "server-knows-no-pages",
  },
  { file: "db/schema/planted.ts", text: importing("@/server/http/planted"), breaks: "schema-stands-alone" },
  { file: "sdk/src/planted.ts", text: importing("zod"), breaks: "sdk-stands-alone" },
  {
    file: "server/http/planted-sdk.ts",
    text: importing("@/sdk/src/planted"),
    breaks: "nothing-stands-on-the-sdk",
  },
  {
    file: "server/http/planted-test.ts",
    text: importing("@/tests/support/planted"),
    breaks: "tests-stay-tests",
  },
  { file: "tests/support/planted.ts", text: "export {};\n" },
  { file: "server/http/planted-left.ts", text: importing("./planted-right"), breaks: "no-cycles" },
  { file: "server/http/planted-right.ts", text: importing("./planted-left") },
  { file: "server/http/planted-nowhere.ts", text: importing("./nowhere"), breaks: "no-dead-ends" },
];

/** One fault for every rule: those above, and for each folder an import of the one that comes next. */
export function plantedImports(ruleNames) {
  const order = ruleNames.filter((name) => name.startsWith("order-of-")).map((name) => name.slice(9));
  const upward = [...order, "http"].map((folder, index) => {
    const next = order[index + 1] ?? "http";
    return folder === "http"
      ? { file: "server/http/planted.ts", text: "export {};\n" }
      : {
          file: `server/${folder}/planted.ts`,
          text: importing(index % 2 === 0 ? `@/server/${next}/planted` : `../${next}/planted`),
          breaks: `order-of-${folder}`,
        };
  });
  return [...each, ...upward];
}
