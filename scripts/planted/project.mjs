import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { inRoot } from "../root.mjs";

const PARTS = ["server", "db", "app", "sdk/src", "tests", "middleware.ts", "tsconfig.json", ".oxlintrc.json"];

/**
 * Calls `work` with the folder of a copy of the project in which `files` are planted: faults that a tool must find. A tool that
 * sees no file finds no fault either, and looks the same as a project without one.
 */
export async function inPlantedProject(files, work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "openpartner-planted-"));
  try {
    for (const part of PARTS.filter((part) => existsSync(inRoot(part)))) {
      cpSync(inRoot(part), path.join(folder, part), { recursive: true });
    }
    symlinkSync(inRoot("node_modules"), path.join(folder, "node_modules"), "junction");
    for (const { file, text } of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
