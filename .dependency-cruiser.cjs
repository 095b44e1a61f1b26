// The order of dependency, from docs/architecture.md. A folder imports only from those before it.
const FOLDERS = [
  "platform",
  "money",
  "stripe",
  "mail",
  "auth",
  "brand",
  "program",
  "partner",
  "click",
  "identity",
  "event",
  "attribution",
  "commission",
  "payout",
  "fraud",
  "webhook",
  "network",
  "billing",
  "archive",
  "report",
  "setup",
  "jobs",
  "demo",
  "api",
  "http",
];

// What tests stand on may come from anywhere; what runs in production may not.
const TEST = "\\.(test|fixture)\\.tsx?$|/testing/";
const packageNamed = (...names) => `(^|/node_modules/)(${names.join("|")})(/|$)`;
const rule = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

const folderOrder = FOLDERS.slice(0, -1).map((folder, index) => {
  const later = FOLDERS.slice(index + 1).join("|");
  return rule(
    `order-of-${folder}`,
    { path: `^server/${folder}/`, pathNot: TEST },
    { path: `^server/(${later})/` },
    `server/${folder} stands before these folders and may not import them.`,
  );
});

module.exports = {
  forbidden: [
    ...folderOrder,
    rule(
      "known-folders",
      { pathNot: TEST },
      { path: "^server/", pathNot: `^server/(${FOLDERS.join("|")})/` },
      "Each folder of server/ has a place in the order: write it down in .dependency-cruiser.cjs.",
    ),
    rule(
      "rules-are-pure",
      { path: "^server/([^/]+/rules\\.ts$|money/)", pathNot: TEST },
      {
        path: [
          "/store(/|\\.ts$)",
          "^server/platform/(?!(clock|ids|errors)\\.ts$)",
          "^db/",
          packageNamed("drizzle-orm", "postgres", "next", "react", "stripe", "pino"),
        ],
        reachable: true,
      },
      "Rules take rows and a time and return rows; nothing that they reach does I/O.",
    ),
    rule(
      "rules-use-no-node",
      { path: "^server/([^/]+/rules\\.ts$|money/)", pathNot: TEST },
      { dependencyTypes: ["core"] },
      "Rules run anywhere: no module of Node.",
    ),
    rule(
      "stores-are-private",
      { path: "^server/([^/]+)/" },
      { path: "^server/[^/]+/store(/|\\.ts$)", pathNot: "^server/$1/" },
      "A store belongs to its folder. Export a verb or a read beside it.",
    ),
    rule(
      "stores-are-private-to-the-server",
      { pathNot: "^server/" },
      { path: "^server/[^/]+/store(/|\\.ts$)" },
      "A store belongs to its folder. Call a verb.",
    ),
    rule(
      "one-door-to-stripe",
      { pathNot: ["^server/stripe/", "^dev/stripe/"] },
      { path: packageNamed("stripe") },
      "Only server/stripe knows Stripe's library.",
    ),
    rule(
      "one-door-to-mail",
      { pathNot: "^server/mail/" },
      { path: packageNamed("nodemailer") },
      "Only server/mail sends mail.",
    ),
    rule(
      "one-door-to-the-database",
      { path: "^(server/(?!platform/)|app/|emails/|db/)", pathNot: TEST },
      { path: packageNamed("postgres") },
      "Only server/platform opens connections.",
    ),
    rule(
      "next-stays-outside",
      { path: "^server/(?!http/)", pathNot: TEST },
      { path: packageNamed("next", "react", "react-dom") },
      "Pages and the Node entry know Next; verbs do not.",
    ),
    rule(
      "pages-call-verbs",
      { path: "^(app/|middleware\\.ts)" },
      { path: "^db/" },
      "app/ holds routes: they call verbs and never a table.",
    ),
    rule(
      "server-knows-no-pages",
      { path: "^(server|db|emails)/" },
      { path: "^(app/|middleware\\.ts)" },
      "Pages stand on the server, not the other way round.",
    ),
    rule(
      "schema-stands-alone",
      { path: "^db/", pathNot: TEST },
      { path: "^(server/(?!(platform|money)/|[^/]+/rules\\.ts$)|app/|emails/|sdk/)" },
      "The tables know the types of rules, and nothing that works on tables.",
    ),
    rule(
      "sdk-stands-alone",
      { path: "^sdk/src/", pathNot: TEST },
      { pathNot: "^sdk/src/" },
      "The SDK has no run-time dependency and nothing of the server.",
    ),
    rule(
      "nothing-stands-on-the-sdk",
      { path: "^(server|app|db|emails)/|^middleware\\.ts", pathNot: TEST },
      { path: "^sdk/" },
      "The SDK is for brands; the server does not call itself through it.",
    ),
    rule(
      "tests-stay-tests",
      { pathNot: ["^(tests|bench|scripts)/", TEST] },
      { path: [TEST, "^(tests|bench|scripts)/"] },
      "What runs in production imports nothing of tests, measurements and tools.",
    ),
    rule("no-cycles", {}, { circular: true }, "Two files that need each other are one idea, or three."),
    rule("no-dead-ends", {}, { couldNotResolve: true }, "This import leads nowhere."),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.build|\\.data|sdk/dist)/" },
    tsConfig: { fileName: "tsconfig.json" },
    // Types count: what a file must know of another ties them together, although nothing of it is left at run time.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
