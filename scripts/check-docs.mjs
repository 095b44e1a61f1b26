// What the documentation quotes exists: files, folders, npm commands, and environment names.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./root.mjs";

const { scripts } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
// What npm offers itself, and what exists only after a start or a build.
const NPM_COMMANDS = new Set(["ci", "install", "i", "start", "test", "run", "exec", "pack", "publish"]);
const MADE = /^\.(next|build|data|artifacts|env)(\/|$)|^(node_modules|sdk\/dist|public\/op\.js)/;
const TOP_LEVEL = new Set(readdirSync(inRoot(".")));
/** One fault each, which this check must find. */
const PLANTED = [
  "It stands in `server/nowhere.ts`.",
  "See [this](docs/nowhere.md).",
  "Run `npm run nothing`.",
  "```\nnode scripts/nothing.mjs\n```",
];

const documents = ["README.md", "CONTRIBUTING.md", "sdk/README.md", ...markdownIn("docs")].filter((file) =>
  existsSync(inRoot(file)),
);
const faults = documents.flatMap((file) => faultsOf(file, readFileSync(inRoot(file), "utf8")));
if (!documents.includes("README.md")) faults.push("There is no README.md.");
for (const planted of PLANTED) {
  if (faultsOf("README.md", planted).length !== 1)
    faults.push(`The check did not find the planted ${planted}.`);
}
faults.push(...unlistedVariables());
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${documents.length} documents\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

function markdownIn(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true })
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.posix.join(folder, name));
}

function faultsOf(file, text) {
  const blocks = [...text.matchAll(/```.*?\n([\s\S]*?)```/g)].map(([, block]) => block);
  const prose = text.replace(/```[\s\S]*?```/g, "");
  const quoted = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
  const links = [...prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target);
  return [
    ...quoted
      .filter(isPath)
      .filter((place) => !exists(place, file))
      .map((place) => `${file}: \`${place}\` does not exist.`),
    ...links
      .filter((target) => !/^[a-z]+:/.test(target) && !target.startsWith("/"))
      .filter((target) => !existsSync(inRoot(path.dirname(file), target)))
      .map((target) => `${file}: the link to ${target} leads nowhere.`),
    ...[...quoted, ...blocks]
      .flatMap(missingCommands)
      .map((command) => `${file}: \`${command}\` is no command here.`),
  ];
}

/** Every variable that the server parses has its line in .env.example. */
function unlistedVariables() {
  const names = (file, pattern) =>
    [...readFileSync(inRoot(file), "utf8").matchAll(pattern)].map(([, name]) => name);
  const listed = new Set(names(".env.example", /^# ([A-Z_]+)=/gm));
  return names("server/platform/env.ts", /^ {2}([A-Z_]+):/gm)
    .filter((name) => !listed.has(name))
    .map((name) => `.env.example does not list ${name}.`);
}

/** A quotation whose first part stands at the top of the project, or is a file's own path, is meant as a path. */
function isPath(code) {
  if (!/^[\w.@()[\]{}*<>,/-]+$/.test(code) || /[<>{]|…|NNN/.test(code)) return false;
  const [first] = code.split("/");
  return code.includes("/") && TOP_LEVEL.has(first) && !MADE.test(code);
}

function exists(place, file) {
  const [fixed] = place.split("*");
  return [inRoot(fixed), inRoot(path.dirname(file), fixed)].some((candidate) => existsSync(candidate));
}

function missingCommands(text) {
  const commands = [...text.matchAll(/\bnpm (run )?([a-z][\w:-]*)/g)];
  const programs = [...text.matchAll(/(?:^|\n|\$ |&& )(?:node|bash|sh|npx tsx) ([\w./-]+\.\w+)/g)];
  return [
    ...commands
      .filter(([, runs, name]) => (runs ? !scripts[name] : !NPM_COMMANDS.has(name)))
      .map(([whole]) => whole),
    ...programs
      .filter(([, script]) => !MADE.test(script) && !existsSync(inRoot(script)))
      .map(([whole]) => whole.trim()),
  ];
}
