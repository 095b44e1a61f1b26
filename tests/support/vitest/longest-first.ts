import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Begins with the files named, so that none that takes a minute is left alone at the end. All others keep vitest's order. */
export function longestFirst(files: readonly string[]) {
  return class extends BaseSequencer {
    override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
      const place = ({ moduleId }: TestSpecification): number => {
        const known = files.findIndex((file) => moduleId.endsWith(`/${file}`));
        return known < 0 ? files.length : known;
      };
      const sorted = await super.sort(specifications);
      return sorted.toSorted((a, b) => place(a) - place(b));
    }
  };
}
